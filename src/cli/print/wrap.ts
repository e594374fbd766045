/** Words joined by commas over as many lines as the width needs, each after the first indented. */
export function wrapWords(words: readonly string[], width: number, indent: number): string {
  const lines: string[] = [];
  for (const [index, word] of words.entries()) {
    const part = index < words.length - 1 ? `${word}, ` : word;
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.trimEnd().length <= width - indent) {
      lines[lines.length - 1] = last + part;
    } else {
      lines.push(part);
    }
  }
  return lines.map((line) => line.trimEnd()).join(`\n${' '.repeat(indent)}`);
}
