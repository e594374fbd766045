import { BASE_CLAUSES } from '#render/base-clauses.js';
import { FEATURES } from '#features/registry.js';
import { FEATURE_GROUPS, type Feature } from '#features/contribution.js';
import { RULES } from '#lint/rules/registry.js';
import { PATTERNS } from '#patterns/registry.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { code, table } from './table.js';

/** The four patterns, with when they fit and when not. */
export function patternsText(): string {
  const texts = PATTERN_IDS.map((id) => {
    const { title, summary, whenToUse, whenNotToUse, reservedNames } = PATTERNS[id];
    const taken = reservedNames.map(code).join(', ');
    return [
      `### ${id}`,
      `${title}. ${summary}`,
      `When to use it:\n\n${bullets(whenToUse)}`,
      `When not:\n\n${bullets(whenNotToUse)}`,
      ...(taken === '' ? [] : [`No module can be called ${taken}: an app has this name.`]),
    ].join('\n\n');
  });
  return ['## Patterns', 'From the simplest to the one with the most parts.', ...texts].join(
    '\n\n',
  );
}

/** Every feature, with what it goes together with. */
export function featuresText(): string {
  const rows = Object.values<Feature>(FEATURES).map((feature) => [
    code(feature.id),
    `${feature.title}. ${feature.summary}`,
    FEATURE_GROUPS[feature.group],
    patternsOf(feature.patterns),
    patternsOf(feature.defaultFor),
    feature.requires.map(code).join(', '),
    feature.conflicts.map(code).join(', '),
  ]);
  const head = ['feature', 'is', 'group', 'works with', 'default for', 'requires', 'excludes'];
  return ['## Features', FEATURE_FLAGS, table(head, rows)].join('\n\n');
}

const FEATURE_FLAGS =
  'Defaults come by themselves: `--feature` adds others, `--without` leaves defaults out.';

function patternsOf(ids: readonly string[]): string {
  if (ids.length === PATTERN_IDS.length) return 'all';
  return ids.length === 0 ? 'none' : ids.map(code).join(', ');
}

/** Every rule of arch-lint, and the clauses that a generated repository starts with. */
export function rulesText(): string {
  const rules = [...RULES].map(([id, { summary }]) => [
    `[${code(id)}](../src/lint/rules/${id}/README.md)`,
    summary,
  ]);
  const clauses = BASE_CLAUSES.map(({ name, rule, because }) => [code(name), code(rule), because]);
  return [
    '## Lint rules',
    'A rule is code; a clause in `architecture.json` uses it with options and a reason. The page of each rule has its options and examples that are tested.',
    table(['rule', 'checks'], rules),
    'Every generated repository starts with these clauses:',
    table(['clause', 'rule', 'because'], clauses),
  ].join('\n\n');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
