/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Longer words than this are no typing slips, and would make the comparison slow. */
const LONGEST_WORD = 64;

/** Letter case and separators are what people get wrong most: they cost nothing. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/**
 * The candidate that was probably meant by `word`, or undefined when none is close.
 * Ties go to the earlier candidate.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(word.slice(0, LONGEST_WORD));
  if (wanted === '') return undefined;
  let best: string | undefined;
  let bestCost = Infinity;
  for (const candidate of candidates) {
    const known = plain(candidate);
    const isPart = wanted.length > 2 && (known.includes(wanted) || wanted.startsWith(known));
    const cost = isPart ? Math.min(1, editDistance(wanted, known)) : editDistance(wanted, known);
    const limit = Math.max(2, Math.ceil(Math.max(wanted.length, known.length) / 3));
    if (cost <= limit && cost < known.length && cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
}

/** ` Did you mean "x"?` or, when nothing is close, the list of what is valid. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const close = nearest(word, candidates);
  if (close !== undefined) return `Did you mean ${JSON.stringify(close)}?`;
  return `Use one of: ${candidates.join(', ')}.`;
}
