/** Text from `start` to `end` (offsets, end exclusive) becomes `insert`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** The text after edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let [result, at] = ['', 0];
  for (const { start, end, insert } of inOrder(edits)) {
    result += text.slice(at, start) + insert;
    at = end;
  }
  return result + text.slice(at);
}

/** Without edits that overlap an earlier one, so that the rest can be made. */
export function withoutOverlaps<Edit extends TextEdit>(edits: readonly Edit[]): Edit[] {
  let free = 0;
  return inOrder(edits).filter(({ start, end }) => {
    if (start < free) return false;
    free = Math.max(end, start + 1);
    return true;
  });
}

function inOrder<Edit extends TextEdit>(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start);
}

/** The offset of a line and column, both from 1. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start);
    if (end === -1) return text.length;
    start = end + 1;
  }
  return start + column - 1;
}

/** A text before and after; `before` is null for a file that is new. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

/** Lines around a difference. */
const AROUND = 3;

/** The changes as a unified diff, which `git apply` takes. */
export function unifiedDiff(files: readonly ChangedFile[]): string {
  return files
    .map(({ path, before, after }) => {
      const [old, now] = [linesOf(before ?? ''), linesOf(after)];
      const head = `--- ${before === null ? '/dev/null' : `a/${path}`}\n+++ b/${path}\n`;
      return head + hunks(old, now).join('');
    })
    .join('');
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Lines that differ: from `old[left]` to `old[leftEnd]` and so on, ends exclusive. */
interface Difference {
  readonly left: number;
  readonly leftEnd: number;
  readonly right: number;
  readonly rightEnd: number;
}

function differences(old: readonly string[], now: readonly string[]): Difference[] {
  const found: Difference[] = [];
  let [left, right] = [0, 0];
  while (left < old.length || right < now.length) {
    if (left < old.length && old[left] === now[right]) {
      left++;
      right++;
      continue;
    }
    const [leftEnd, rightEnd] = nextCommon(old, now, left, right);
    found.push({ left, leftEnd, right, rightEnd });
    [left, right] = [leftEnd, rightEnd];
  }
  return found;
}

/** Differences near each other share a hunk, with some lines around them that say where it is. */
function hunks(old: readonly string[], now: readonly string[]): string[] {
  const groups: Difference[][] = [];
  for (const one of differences(old, now)) {
    const last = groups.at(-1);
    const near = one.left - (last?.at(-1)?.leftEnd ?? -Infinity) <= 2 * AROUND;
    if (last !== undefined && near) last.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => hunk(group, old, now));
}

function hunk(group: readonly Difference[], old: readonly string[], now: readonly string[]) {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const before = Math.min(AROUND, first.left);
  const end = Math.min(old.length, last.leftEnd + AROUND);
  const [start, rightStart] = [first.left - before, first.right - before];
  let at = start;
  const lines = group.flatMap(({ left, leftEnd, right, rightEnd }) => {
    const same = old.slice(at, left);
    at = leftEnd;
    return [
      ...same.map((line) => ` ${line}\n`),
      ...old.slice(left, leftEnd).map((line) => `-${line}\n`),
      ...now.slice(right, rightEnd).map((line) => `+${line}\n`),
    ];
  });
  const rightEnd = last.rightEnd + end - last.leftEnd;
  return [
    `@@ -${range(start, end)} +${range(rightStart, rightEnd)} @@\n`,
    ...lines,
    ...old.slice(at, end).map((line) => ` ${line}\n`),
  ];
}

/** The nearest place from which both go on alike. */
function nextCommon(
  old: readonly string[],
  now: readonly string[],
  left: number,
  right: number,
): [number, number] {
  const most = old.length - left + now.length - right;
  for (let apart = 1; apart <= most; apart++) {
    for (let more = 0; more <= apart; more++) {
      const [a, b] = [left + apart - more, right + more];
      if (a < old.length && b < now.length && old[a] === now[b]) return [a, b];
    }
  }
  return [old.length, now.length];
}

function range(start: number, end: number): string {
  return `${end > start ? start + 1 : start},${end - start}`;
}
