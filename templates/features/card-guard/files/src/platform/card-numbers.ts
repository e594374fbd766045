const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
/** As cards and forms group their digits. What follows, such as a security code, is no part of the number. */
const GROUPS = [
  [4, 4, 4, 4],
  [4, 4, 4, 4, 3],
  [4, 6, 5],
  [4, 6, 4],
  [4, 4, 4, 1],
];
const WRITTEN = [
  String.raw`\d{13,19}`,
  ...GROUPS.map((groups) => groups.map((digits) => String.raw`\d{${digits}}`).join('[ -]')),
].map((form) => new RegExp(String.raw`(?<![\w.])(?=[2-6])(?=(${form})(?!\w))`, 'g'));

/** Whether a text has what looks like the number of a payment card: its length, its first digit, its check digit. */
export function hasCardNumber(text: string): boolean {
  const searched = text.replaceAll(UUID, '');
  return WRITTEN.some((form) =>
    [...searched.matchAll(form)].some(([, one = '']) => isValid(one.replaceAll(/[ -]/g, ''))),
  );
}

/** Luhn's check digit (ISO/IEC 7812-1). */
function isValid(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Looks into everything that a value holds, names of fields too. */
export function holdsCardNumber(value: unknown): boolean {
  // A list instead of recursion: what strangers send may be nested deeper than the stack.
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string' || typeof one === 'number') {
      if (hasCardNumber(String(one))) return true;
    } else if (typeof one === 'object' && one !== null)
      for (const pair of Object.entries(one)) waiting.push(...pair);
  }
  return false;
}
