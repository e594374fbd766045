import { completeAnswers } from '#answers/defaults.js';
import { QUESTIONS, type Question } from '#answers/questions.js';
import { parseAnswers, UNKNOWN, type Answers } from '#answers/schema.js';
import { problemLines } from '../print/print-problems.js';
import type { Shell } from '../shell.js';
import { askQuestion, type RawAnswers } from './ask-question.js';
import type { Choice, Prompts } from './prompts.js';

/** Settled later, when the recommendation is known. */
const ASKED_LATER = new Set(['pattern', 'overrideReason', 'features', 'without']);

/** Leaves room for the cursor of the list. */
const MARGIN = 4;

/** Shows every answer until there is nothing left to change; what comes back is valid as a whole. */
export async function review(shell: Shell, prompts: Prompts, given: RawAnswers): Promise<Answers> {
  let answers = given;
  let last: Question | 'done' = 'done';
  for (;;) {
    const parsed = parseAnswers(answers);
    if (!parsed.ok) shell.out(problemLines(parsed.problems));
    last = await prompts.select({
      title: 'Your answers',
      why: 'Choose one to change it. What you did not say is filled in as shown.',
      choices: rows(answers, parsed.ok ? parsed.value : {}, shell.columns - MARGIN),
      initial: last,
    });
    if (last === 'done') {
      if (parsed.ok) return parsed.value;
    } else {
      const { id } = last;
      answers = { ...answers, [id]: await askQuestion(prompts, last, answers[id]) };
      last = 'done';
    }
  }
}

function rows(answers: RawAnswers, parsed: Answers, width: number): Choice<Question | 'done'>[] {
  const complete = completeAnswers(parsed);
  const filled: RawAnswers = { ...complete };
  const questions = QUESTIONS.filter(({ id }) => !ASKED_LATER.has(id));
  const labels = questions.map(({ flag }) => flag.replace(/^--/, ''));
  const column = Math.max(...labels.map((label) => label.length)) + 2;
  const row = (question: Question, label: string): Choice<Question> => {
    const because = complete.assumptions.find(({ key }) => key === question.id)?.because;
    const value = shownAnswer(answers[question.id], filled[question.id]);
    return {
      value: question,
      name: cut(`${label.padEnd(column)}${value}`, width),
      hint: because === undefined ? question.title : `${question.title}: ${because}`,
      short: `change ${label}`,
    };
  };
  return [
    { value: 'done', name: 'All right, go on to the decision', short: 'all right' },
    ...questions.map((question, index) => row(question, labels[index] ?? '')),
  ];
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

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
