import { completeAnswers } from '#answers/defaults.js';
import { QUESTIONS, type Question } from '#answers/questions.js';
import { parseAnswers, UNKNOWN, type Answers } from '#answers/schema.js';
import { WentBack, type Choice, type Passage, type Prompts } from '../prompts/prompts.js';
import { wrapped } from '../print/wrap.js';
import { askQuestion } from './ask-question.js';
import type { RawAnswers } from './draft.js';
import type { Estimates } from './standing.js';

/** Settled later, when the recommendation is known. */
const ASKED_LATER = new Set(['pattern', 'overrideReason', 'features', 'without']);

interface Page {
  readonly prompts: Prompts;
  readonly estimates: Estimates;
  readonly back: boolean;
  readonly changed: (answers: RawAnswers) => Promise<void>;
}

/** Shows every answer until there is nothing left to change; what comes back is valid as a whole. */
export async function review(page: Page, given: RawAnswers): Promise<Answers> {
  const { prompts, estimates, back } = page;
  let answers = given;
  let at: Question | 'done' = 'done';
  for (;;) {
    const parsed = parseAnswers(answers);
    const problems = parsed.ok ? [] : parsed.problems;
    const { choices, because } = rows(answers, parsed.ok ? parsed.value : {});
    const picked: Question | 'done' = await prompts.select({
      title: 'Your answers',
      why: 'Choose one to change it. What is assumed stands in brackets.',
      back,
      echo: false,
      ...(problems.length === 0
        ? {}
        : { body: warning(problems.map(({ message, hint }) => `${message} ${hint}`)) }),
      choices,
      initial: at,
      aside: (value) => text(value === 'done' ? '' : (because.get(value.id) ?? value.title)),
    });
    if (picked === 'done') {
      if (parsed.ok) return parsed.value;
      at = 'done';
      continue;
    }
    const current = answers[picked.id];
    try {
      const answer = await askQuestion(picked, {
        prompts,
        estimates,
        answers,
        current,
        back: true,
      });
      answers = { ...answers, [picked.id]: answer };
      await page.changed(answers);
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
    }
    at = picked;
  }
}

function text(line: string): Passage {
  return {
    drawn: (width) => (line === '' ? [] : wrapped(line, width)),
    spoken: [],
  };
}

function warning(lines: readonly string[]): Passage {
  return {
    drawn: (width) => lines.flatMap((line) => wrapped(`! ${line}`, width)),
    spoken: lines,
  };
}

interface Rows {
  readonly choices: readonly Choice<Question | 'done'>[];
  /** Why something was assumed, by the key of its question. */
  readonly because: ReadonlyMap<string, string>;
}

function rows(answers: RawAnswers, parsed: Answers): Rows {
  const complete = completeAnswers(parsed);
  const filled: RawAnswers = { ...complete };
  const questions = QUESTIONS.filter(({ id }) => !ASKED_LATER.has(id));
  const labels = questions.map(({ flag }) => flag.replace(/^--/, ''));
  const column = Math.max(...labels.map((label) => label.length)) + 2;
  const row = (question: Question, label: string): Choice<Question> => {
    const value = shownAnswer(answers[question.id], filled[question.id]);
    return { value: question, name: `${label.padEnd(column)}${value}`, short: `change ${label}` };
  };
  const because = questions.flatMap(({ id, title }) => {
    const assumption = complete.assumptions.find(({ key }) => key === id);
    return assumption === undefined ? [] : [[id, `${title}. ${assumption.because}`] as const];
  });
  return {
    choices: [
      { value: 'done', name: 'All right, show the recommendation', short: 'all right' },
      ...questions.map((question, index) => row(question, labels[index] ?? '')),
    ],
    because: new Map(because),
  };
}

function shownAnswer(answer: unknown, filled: unknown): string {
  if (answer === undefined) return `(${plain(filled)})`;
  return answer === UNKNOWN ? `don't know (${plain(filled)})` : plain(answer);
}

function plain(value: unknown): string {
  if (value === null) return 'not used';
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? 'none' : value.map(word).join(', ');
}

/** A module is known by its folder. */
function word(item: unknown): string {
  return typeof item === 'object' && item !== null && 'plural' in item
    ? String(item.plural)
    : String(item);
}
