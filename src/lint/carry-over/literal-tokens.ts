/** A word, a text with its quotes, or a sign of JavaScript, and where it stands. */
export type Token = {
  readonly kind: 'word' | 'text' | 'sign';
  readonly text: string;
  readonly at: number;
  readonly end: number;
};

const TOKEN =
  /(?<space>\s+|\/\/[^\n]*|\/\*[^]*?\*\/)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*)|(?<text>'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|`(?:[^`\\]|\\[^])*`)|(?<sign>\.\.\.|=>|[^])/uy;
/** After these a slash begins a regular expression. */
const BEFORE_REGEX = /^(?:[([{,;:=!&|?+\-*%<>~]|=>|return|default)$/;
const REGEX = /\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** Splits JavaScript into words, texts and signs; a regular expression is one sign. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const pattern = BEFORE_REGEX.test(tokens.at(-1)?.text ?? ';') ? [REGEX, TOKEN] : [TOKEN];
    const found = pattern.map((one) => matchAt(one, source, at)).find((one) => one !== null);
    if (found == null) return tokens;
    const { word, text, space } = found.groups ?? {};
    const kind = word !== undefined ? 'word' : text !== undefined ? 'text' : 'sign';
    const end = at + found[0].length;
    if (space === undefined) tokens.push({ kind, text: found[0], at, end });
    at = end;
  }
  return tokens;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
