import { stripVTControlCharacters } from 'node:util';

/** Lines of at most `width` letters, broken at spaces; a longer word is broken where the line ends. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((one) => pieces(one, width))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

function pieces(word: string, width: number): readonly string[] {
  if (width < 1 || word.length <= width) return [word];
  return [word.slice(0, width), ...pieces(word.slice(width), width)];
}

/** What it takes on a terminal, colours aside. */
export function columnsOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** At most `width` columns. Text that is cut loses its colours: a code could be cut in half. */
export function cut(text: string, width: number, sign = '…'): string {
  if (columnsOf(text) <= width) return text;
  const bare = stripVTControlCharacters(text);
  return width <= sign.length
    ? bare.slice(0, width)
    : `${bare.slice(0, width - sign.length)}${sign}`;
}
