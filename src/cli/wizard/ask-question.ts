import { answerFromText } from '#answers/bad-answer.js';
import type { Question } from '#answers/questions.js';
import { parseAnswers, UNKNOWN } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import { explainQuestion } from '#report/explain-question.js';
import type { Choice, Passage, Prompts } from '../prompts/prompts.js';
import type { RawAnswers } from './draft.js';
import type { Estimates } from './standing.js';

/** How a question is put. */
export interface Setting {
  readonly prompts: Prompts;
  readonly estimates: Estimates;
  /** Everything answered before. */
  readonly answers: RawAnswers;
  /** What is there already, or what is suggested. */
  readonly current: unknown;
  readonly place?: string;
  readonly back: boolean;
}

/** Asks one question in the way that fits its kind; what comes back is valid on its own. */
export async function askQuestion(question: Question, setting: Setting): Promise<unknown> {
  switch (question.kind) {
    case 'choice':
      return askChoice(question, question.choices, setting);
    case 'choices':
      return askChoices(question, question.choices, setting);
    case 'number':
      if (question.choices === undefined) return askText(question, setting);
      return valueOf(question, await askChoice(question, question.choices, setting));
    case 'text':
      return askText(question, setting);
  }
}

type Labelled = readonly { readonly value: string; readonly label: string }[];

/** What all kinds of questions say about themselves. */
function common({ id, title, why }: Question, { place, back }: Setting) {
  const paragraphs = explainQuestion(id, loadKnowledge());
  return {
    title,
    why,
    back,
    ...(place === undefined ? {} : { place }),
    ...(paragraphs.length === 0 ? {} : { evidence: () => paragraphs }),
  };
}

/** What the decision would be with this answer. */
function estimate(
  { id, group }: Question,
  { estimates, answers }: Setting,
  answer: unknown,
): Passage {
  if (group === 'project') return { drawn: () => [], spoken: [] };
  return estimates.of(answers, { ...answers, [id]: answer });
}

function askChoice(question: Question, labelled: Labelled, setting: Setting): Promise<string> {
  const { unknownAllowed } = question;
  const dontKnow = unknownAllowed ? [{ value: UNKNOWN, name: "I don't know" }] : [];
  const choices: Choice<string>[] = [...named(labelled), ...dontKnow];
  const chosen = setting.current ?? (unknownAllowed ? UNKNOWN : undefined);
  return setting.prompts.select({
    ...common(question, setting),
    choices,
    ...(chosen === undefined ? {} : { initial: String(chosen) }),
    aside: (value) =>
      estimate(question, setting, question.kind === 'number' ? valueOf(question, value) : value),
  });
}

async function askChoices(
  question: Question,
  labelled: Labelled,
  setting: Setting,
): Promise<readonly string[] | typeof UNKNOWN> {
  const { unknownAllowed } = question;
  const answer = (picked: readonly string[]) =>
    picked.length === 0 && unknownAllowed ? UNKNOWN : picked;
  const asked = common(question, setting);
  const picked = await setting.prompts.checkbox({
    ...asked,
    why: unknownAllowed ? `${asked.why} Pick none if you don't know.` : asked.why,
    choices: named(labelled),
    initial: Array.isArray(setting.current) ? setting.current.map(String) : [],
    check: (some) => {
      const judged = parseAnswers({ [question.id]: answer(some) });
      return judged.ok || [judged.problems[0]?.message, judged.problems[0]?.hint].join(' ');
    },
    aside: (some) => estimate(question, setting, answer(some)),
  });
  return answer(picked);
}

function named(labelled: Labelled): Choice<string>[] {
  return labelled.map(({ value, label }) => ({ value, name: label, short: value }));
}

async function askText(question: Question, setting: Setting): Promise<unknown> {
  const asked = common(question, setting);
  const unit = question.kind === 'number' ? ` (${question.unit})` : '';
  const text = await setting.prompts.input({
    ...asked,
    title: `${question.title}${unit}`,
    ...initialText(setting.current),
    ...(question.unknownAllowed ? { whenEmpty: "don't know" } : {}),
    check: (typed) => judge(question, typed),
    aside: (typed) => estimate(question, setting, valueOf(question, typed)),
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
