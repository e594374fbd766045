import { loadKnowledge } from '#knowledge/load.js';
import type { Origin } from '#render/explain.js';
import { explainEvidence } from '#report/explain-evidence.js';
import type { Options } from '../flags/read-flags.js';
import { located, locating } from '../locating.js';
import { requireOk } from '../require-ok.js';
import type { Shell } from '../shell.js';
import { explainPath, generatedRoot } from './explain-path.js';

/** Explains an id of the knowledge, or else a path of a generated repo. */
export async function explainAndPrint(
  subject: string,
  options: Options,
  shell: Shell,
): Promise<number> {
  const json = options['json'] === true;
  const evidence = explainEvidence(subject, loadKnowledge());
  const isPath =
    !evidence.ok && (/[\\/]/.test(subject) || (await generatedRoot(shell.cwd)) !== undefined);
  if (isPath) {
    const origin = await locating(subject, () => explainPath(subject, shell.cwd));
    shell.out(json ? `${JSON.stringify(origin, null, 2)}\n` : originText(origin));
  } else {
    const text = requireOk(
      evidence.ok ? evidence : { ok: false, problems: located(evidence.problems, subject) },
    );
    shell.out(json ? `${JSON.stringify({ id: subject, text }, null, 2)}\n` : `${text}\n`);
  }
  return 0;
}

function originText(origin: Origin): string {
  const { path, template, belongsTo, owner, ownership, decision } = origin;
  const rows: readonly (readonly [string, string])[] = [
    ['template', template],
    ['belongs to', belongsTo],
    ['owner', `${owner}: ${ownership}`],
    ['decision', decisionLine(decision)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return `${path}\n${rows.map(([label, text]) => `  ${label.padEnd(width)}${text}\n`).join('')}`;
}

function decisionLine(decision: Origin['decision']): string {
  if (decision === null || decision === undefined) return 'none recorded';
  const { recommended, chosen, because, word } = decision;
  if (because === null) return `${chosen}, as recommended (${word})`;
  return `${chosen} instead of ${recommended} (${word}): ${because}`;
}
