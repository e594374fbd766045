import type { Blueprint } from '#architecture/schema.js';
import { loadRegimes } from '#knowledge/load-regimes.js';
import type { Control, Regime } from '#knowledge/schema.js';
import { type GlueFile, gluedBy } from './glue-file.js';

/** Begins the ids of features that stand for rules. */
const PREFIX = 'compliance-';

const linked = (path: string) => `[${path}](../../${path})`;

function isHere({ features, modules }: Blueprint, { needs }: Control): boolean {
  return needs.every((need) =>
    need === 'postgresql'
      ? modules.some(({ engine }) => engine === 'postgres')
      : features.includes(need),
  );
}

function page(regime: Regime, controls: ReadonlyMap<string, Control>): string {
  const rows = regime.demands.map((one) => {
    const here = one.controls.flatMap((id) => controls.get(id) ?? []);
    const does = here.map(({ does: what, file }) => `${what}: ${linked(file)}`).join('<br>');
    const proof = [...new Set(here.map(({ test }) => linked(test)))].join('<br>');
    return `| ${[one.clause, one.demand, does || '–', proof || '–', one.outside].join(' | ')} |`;
  });
  return `# ${regime.title}

${regime.rules}. Looked at on ${regime.date}, by engineers and not by lawyers: it helps those who have to comply, and does not say that you do.

What is linked under *test* runs with \`npm test\`, and a test follows the links of this page. “–” means that nothing here answers the demand.

| clause | asks for | here | test | people must |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** `docs/compliance/<regime>.md`, for the rules that apply; a demand names the controls that this repo has. */
export function complianceFiles(blueprint: Blueprint): readonly GlueFile[] {
  const { regimes, controls } = loadRegimes();
  const here = new Map(
    controls.filter((control) => isHere(blueprint, control)).map((one) => [one.id, one]),
  );
  return regimes
    .filter(({ id }) => blueprint.features.includes(PREFIX + id))
    .map((regime) => {
      const file = gluedBy('compliance', PREFIX + regime.id);
      return file(`docs/compliance/${regime.id}.md`, page(regime, here));
    });
}
