import { answerFromText } from '#answers/bad-answer.js';
import { QUESTIONS } from '#answers/questions.js';
import { parseAnswers, type Answers } from '#answers/schema.js';
import { differenceOf } from '#report/difference.js';
import { suggestion } from '#shared/nearest.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { printDifference, sideOf } from '../compare/compare-and-print.js';
import { requireOk } from '../require-ok.js';
import type { Shell } from '../shell.js';

const FLAG = '--what-if';

/** Short names that people use; a team is its people. */
const ALSO: Readonly<Record<string, string>> = { team: 'engineers', rps: 'averageRps' };

/** The decision as it is beside the decision with other answers. */
export function printWhatIf(
  answers: Answers,
  changes: string,
  isJson: boolean,
  shell: Shell,
): void {
  const changed = requireOk(withChanges(answers, changes));
  const difference = differenceOf(sideOf('as it is', answers), sideOf(changes, changed));
  printDifference(difference, isJson, shell);
}

/** `engineers=40,peakRps=2000,workload=crud+batch` on top of the answers that were given. */
export function withChanges(answers: Answers, text: string): Result<Answers> {
  const changes: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const change = changeFrom(part);
    if (change.ok) changes[change.value.key] = change.value.value;
    else problems.push(...change.problems.map((problem) => ({ ...problem, where: FLAG })));
  }
  if (problems.length > 0) return { ok: false, problems };
  if (Object.keys(changes).length === 0) return { ok: false, problems: [nothing(text)] };
  return parseAnswers({ ...answers, ...changes });
}

function changeFrom(part: string): Result<{ readonly key: string; readonly value: unknown }> {
  const [name = '', ...rest] = part.split('=');
  const key = camel(name.trim());
  const question = QUESTIONS.find(({ id }) => id === (ALSO[key] ?? key));
  if (question === undefined || question.group === 'project')
    return { ok: false, problems: [unknownKey(name.trim())] };
  const answer = answerFromText(question, rest.join('=').replaceAll('+', ',').trim());
  return answer.ok ? { ok: true, value: { key: question.id, value: answer.value } } : answer;
}

/** `peak-rps`, as on the command line, is `peakRps`, as in a file. */
function camel(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function decisive(): readonly string[] {
  return QUESTIONS.filter(({ group }) => group !== 'project').map(({ id }) => id);
}

function unknownKey(name: string): Problem {
  return {
    code: 'WHAT_IF_UNKNOWN',
    message: `There is no answer ${JSON.stringify(name.slice(0, 80))} to vary.`,
    hint: suggestion(name, decisive()),
  };
}

function nothing(text: string): Problem {
  return {
    code: 'WHAT_IF_EMPTY',
    message: `${JSON.stringify(text.slice(0, 80))} changes nothing.`,
    hint: 'Give answers as key=value, comma-separated: --what-if engineers=40,peakRps=2000',
    where: FLAG,
  };
}
