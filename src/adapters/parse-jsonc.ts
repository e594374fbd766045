/** JSON as editors write it: comments, trailing commas and a byte order mark. Undefined when it is not even that. */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(withoutComments(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

const COMMENT = String.raw`//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/`;
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const COMMENTS = new RegExp(`${STRING}|${COMMENT}`, 'g');
const TRAILING_COMMAS = new RegExp(String.raw`${STRING}|,(?=\s*[\]}])`, 'g');

function withoutComments(text: string): string {
  const keepStrings = (found: string) => (found.startsWith('"') ? found : ' ');
  return text.replace(COMMENTS, keepStrings).replace(TRAILING_COMMAS, keepStrings);
}

/** A value's entry when it is an object that has one. */
export function entry(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The strings of a string or of a list. */
export function strings(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}
