import type { Problem } from '#shared/user-error.js';
import type { Result } from '#shared/result.js';
import { nearest } from '#shared/nearest.js';
import type { NumberQuestion, Question } from './question.js';

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function orUnknown(question: Question): string {
  return question.unknownAllowed ? ', or "unknown"' : '';
}

function badNumber(question: NumberQuestion, value: unknown): Problem {
  const kind = question.integer ? 'a whole number' : 'a number';
  const range = `${kind} from ${question.min} to ${question.max} (${question.unit})`;
  const inRange = typeof value === 'number' && value >= question.min && value <= question.max;
  const code =
    typeof value !== 'number' || !Number.isFinite(value) || inRange
      ? 'ANSWER_NOT_A_NUMBER'
      : 'ANSWER_OUT_OF_RANGE';
  return {
    code,
    message: `${question.id}: ${shown(value)} is not ${range}.`,
    hint: `Give ${question.flag} ${range}${orUnknown(question)}.`,
  };
}

/** The first value that is not a choice of `question`, and the choice that was probably meant. */
function badChoice(question: Question, valid: readonly string[], value: unknown): Problem {
  const given = Array.isArray(value) ? value : [value];
  const wrong: unknown = given.find((one) => typeof one !== 'string' || !valid.includes(one));
  const close = typeof wrong === 'string' ? nearest(wrong, valid) : undefined;
  const list = `one of: ${valid.join(', ')}${question.unknownAllowed ? ', unknown' : ''}`;
  const shape = question.kind === 'choices' && !Array.isArray(value) ? 'a list of ' : '';
  return {
    code: 'ANSWER_VALUE_UNKNOWN',
    message: `${question.id}: ${shown(wrong)} is not a valid value.`,
    hint: `${close === undefined ? '' : `Did you mean ${JSON.stringify(close)}? `}Use ${shape}${list}.`,
  };
}

/** Why `value` does not answer `question`, as a coded problem that names what would be valid. */
export function badAnswer(question: Question, value: unknown): Problem {
  switch (question.kind) {
    case 'number':
      return badNumber(question, value);
    case 'choice':
    case 'choices':
      return badChoice(
        question,
        question.choices.map((choice) => choice.value),
        value,
      );
    case 'text':
      return {
        code: 'ANSWER_NOT_TEXT',
        message: `${question.id}: ${shown(value)} is not ${question.list ? 'a list of texts' : 'a text'}.`,
        hint: `Give ${question.flag} ${question.list ? 'names, comma-separated' : 'a text'}.`,
      };
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * Turns what was typed after a flag or at a prompt into the value that belongs in an answers file.
 * `parseAnswers` still judges the value: here only text becomes a number or a list.
 */
export function answerFromText(
  question: Question,
  text: string,
): Result<number | string | string[]> {
  const trimmed = text.trim();
  if (question.unknownAllowed && trimmed === 'unknown') return { ok: true, value: trimmed };
  switch (question.kind) {
    case 'number': {
      const value = Number(trimmed.replaceAll('_', ''));
      if (NUMBER.test(trimmed.replaceAll('_', '')) && Number.isFinite(value)) {
        return { ok: true, value };
      }
      return { ok: false, problems: [badAnswer(question, trimmed)] };
    }
    case 'choice':
      return { ok: true, value: trimmed };
    case 'choices':
      return { ok: true, value: list(trimmed) };
    case 'text':
      return { ok: true, value: question.list ? list(trimmed) : trimmed };
  }
}
