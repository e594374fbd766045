import { UserError } from '#shared/user-error.js';

/** Deeper than any answers file; the walk below recurses. */
const DEEPEST = 64;

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Parses JSON. `JSON.parse` does not say reliably where it failed and lets the last of two equal keys
 * win, so the text is walked first.
 */
export function parseJson(text: string, name: string): unknown {
  const walk = { text, name, at: 0 };
  space(walk);
  value(walk, 0);
  if (walk.at < text.length) throw malformed(walk, 'something follows the end');
  return JSON.parse(text);
}

interface Walk {
  readonly text: string;
  readonly name: string;
  at: number;
}

function value(walk: Walk, depth: number): void {
  if (depth > DEEPEST) throw malformed(walk, `it is nested more than ${DEEPEST} deep`);
  const first = walk.text[walk.at];
  if (first === '{') members(walk, depth);
  else if (first === '[') elements(walk, depth);
  else if (first === '"') string(walk);
  else if (take(walk, LITERAL) === undefined) {
    throw malformed(walk, first === undefined ? 'it ends too early' : 'a value is expected');
  }
  space(walk);
}

function members(walk: Walk, depth: number): void {
  const keys = new Set<string>();
  list(walk, '}', () => {
    const start = walk.at;
    if (walk.text[start] !== '"') throw malformed(walk, 'a key in double quotes is expected');
    const key = string(walk);
    if (keys.has(key) || key === '__proto__') {
      const reason = keys.has(key) ? `"${key}" is there twice` : `${key} is not a key`;
      throw malformed({ ...walk, at: start }, reason);
    }
    keys.add(key);
    space(walk);
    if (walk.text[walk.at] !== ':') throw malformed(walk, "':' is expected");
    walk.at += 1;
    space(walk);
    value(walk, depth + 1);
  });
}

function elements(walk: Walk, depth: number): void {
  list(walk, ']', () => value(walk, depth + 1));
}

/** Items between brackets, with commas between them and none after the last. */
function list(walk: Walk, end: ']' | '}', item: () => void): void {
  walk.at += 1;
  space(walk);
  if (walk.text[walk.at] === end) {
    walk.at += 1;
    return;
  }
  for (;;) {
    item();
    const next = walk.text[walk.at];
    if (next !== ',' && next !== end) {
      const reason = next === undefined ? 'it ends too early' : `',' or '${end}' is expected`;
      throw malformed(walk, reason);
    }
    walk.at += 1;
    if (next === end) return;
    space(walk);
  }
}

function string(walk: Walk): string {
  const start = walk.at;
  try {
    return String(JSON.parse(take(walk, STRING) ?? ''));
  } catch {
    throw malformed({ ...walk, at: start }, 'a string is not closed or holds a bad escape');
  }
}

function space(walk: Walk): void {
  take(walk, SPACE);
}

function take(walk: Walk, pattern: RegExp): string | undefined {
  pattern.lastIndex = walk.at;
  const found = pattern.exec(walk.text)?.[0];
  walk.at += found?.length ?? 0;
  return found;
}

function malformed({ text, name, at }: Walk, reason: string): UserError {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new UserError({
    code: 'ANSWERS_MALFORMED',
    message: `${name}:${before.length}:${column} is not valid JSON: ${reason}`,
    hint: 'Correct the file at that line',
  });
}
