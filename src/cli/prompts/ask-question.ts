import { answerFromText } from '#answers/bad-answer.js';
import type { Question } from '#answers/questions.js';
import { parseAnswers, UNKNOWN } from '#answers/schema.js';
import type { Choice, Prompts } from './prompts.js';

/** Answers as they are gathered: the form of an answers file, not yet judged as a whole. */
export type RawAnswers = Readonly<Record<string, unknown>>;

/** Asks one question in the way that fits its kind; what comes back is valid on its own. */
export async function askQuestion(
  prompts: Prompts,
  question: Question,
  current: unknown,
): Promise<unknown> {
  switch (question.kind) {
    case 'choice':
      return askChoice(prompts, question, question.choices, current);
    case 'choices':
      return askChoices(prompts, question, question.choices, current);
    case 'number':
      if (question.choices === undefined) return askText(prompts, question, current);
      return valueOf(question, await askChoice(prompts, question, question.choices, current));
    case 'text':
      return askText(prompts, question, current);
  }
}

type Labelled = readonly { readonly value: string; readonly label: string }[];

function askChoice(
  prompts: Prompts,
  { title, why, unknownAllowed }: Question,
  labelled: Labelled,
  current: unknown,
): Promise<string> {
  const dontKnow = unknownAllowed ? [{ value: UNKNOWN, name: "I don't know" }] : [];
  const choices: Choice<string>[] = [...named(labelled), ...dontKnow];
  const chosen = current ?? (unknownAllowed ? UNKNOWN : undefined);
  const initial = chosen === undefined ? {} : { initial: String(chosen) };
  return prompts.select({ title, why, choices, ...initial });
}

async function askChoices(
  prompts: Prompts,
  { title, why, unknownAllowed }: Question,
  labelled: Labelled,
  current: unknown,
): Promise<readonly string[] | typeof UNKNOWN> {
  const picked = await prompts.checkbox({
    title,
    why: unknownAllowed ? `${why}\nPick none if you don't know.` : why,
    choices: named(labelled),
    initial: Array.isArray(current) ? current.map(String) : [],
  });
  return picked.length === 0 && unknownAllowed ? UNKNOWN : picked;
}

function named(labelled: Labelled): Choice<string>[] {
  return labelled.map(({ value, label }) => ({ value, name: label, short: value }));
}

async function askText(prompts: Prompts, question: Question, current: unknown): Promise<unknown> {
  const unit = question.kind === 'number' ? ` (${question.unit})` : '';
  const text = await prompts.input({
    title: `${question.title}${unit}`,
    why: question.unknownAllowed ? `${question.why}\nPress Enter if you don't know.` : question.why,
    ...initialText(current),
    whenEmpty: "don't know",
    check: (typed) => judge(question, typed),
  });
  return valueOf(question, text);
}

function initialText(current: unknown): { initial?: string } {
  if (current === undefined || current === UNKNOWN) return {};
  return { initial: Array.isArray(current) ? current.join(',') : String(current) };
}

/** True, or the first thing that is wrong with what was typed, in one line. */
function judge(question: Question, typed: string): true | string {
  const answer = answerFromText(question, orUnknown(question, typed));
  const judged = answer.ok ? parseAnswers({ [question.id]: answer.value }) : answer;
  if (judged.ok) return true;
  const [first] = judged.problems;
  // The hint of a number repeats its range; that of a name says what would do.
  return [first?.message, question.kind === 'text' ? first?.hint : ''].join(' ').trim();
}

function valueOf(question: Question, text: string): unknown {
  const answer = answerFromText(question, orUnknown(question, text));
  if (!answer.ok) throw new Error(`The prompt let an invalid answer pass: ${text}`);
  return answer.value;
}

function orUnknown(question: Question, typed: string): string {
  return typed.trim() === '' && question.unknownAllowed ? UNKNOWN : typed;
}
