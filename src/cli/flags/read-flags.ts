import { answerFromText } from '#answers/bad-answer.js';
import { QUESTIONS } from '#answers/questions.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';

/** What commander found on the command line, by camel-case flag. */
export type Options = Readonly<Record<string, unknown>>;

/** The answers that were given as flags, in the form of an answers file. */
export function answersFromFlags(options: Options): Result<Readonly<Record<string, unknown>>> {
  const answers: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const question of QUESTIONS) {
    const text = textOf(options, question.flag) ?? textOf(options, ALIASES[question.id]);
    if (text === undefined) continue;
    const answer = answerFromText(question, text);
    if (answer.ok) answers[question.id] = answer.value;
    else problems.push(...answer.problems.map((problem) => ({ ...problem, where: question.flag })));
  }
  const vetoes = acceptedVetoes(options);
  if (vetoes.length > 0) answers['acceptVetoes'] = vetoes;
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: answers };
}

const ALIASES: Readonly<Record<string, string>> = {
  overrideReason: '--because',
  project: '--project-name',
};

function textOf(options: Options, flag: string | undefined): string | undefined {
  if (flag === undefined) return undefined;
  const value = options[attribute(flag)];
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(',') : undefined;
}

/** `--peak-rps` is `peakRps` among the options. */
function attribute(flag: string): string {
  return flag.replace(/^--/, '').replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `id=reason`; a reason may hold further equals signs. */
function acceptedVetoes(options: Options): readonly { veto: string; because: string }[] {
  return listOption(options, 'acceptVeto').map((text) => {
    const [veto = '', ...because] = text.split('=');
    return { veto: veto.trim(), because: because.join('=').trim() };
  });
}

/** The values of a repeatable option, each of which may be a comma-separated list only where said so. */
export function listOption(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The text of an option, or nothing when it was not given. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
