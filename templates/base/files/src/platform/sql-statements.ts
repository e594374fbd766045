/** One statement of an SQL file. */
export interface Statement {
  readonly line: number;
  /** As written, without comments. */
  readonly text: string;
  /** Lower case, one space between words, strings and quoted bodies emptied: for those who look for words. */
  readonly words: string;
  readonly comments: readonly string[];
}

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]*)\$[\s\S]*?\$\1\$|;|[^;'"$/-]+|./g;

/** Cuts an SQL file into its statements. Semicolons in strings, comments and function bodies do not count. */
export function statementsOf(sql: string): readonly Statement[] {
  const found: Statement[] = [];
  let line = 1;
  let began = 0;
  let text = '';
  let words = '';
  let comments: string[] = [];
  const finish = () => {
    if (words.trim() !== '')
      found.push({
        line: began,
        text: text.trim(),
        words: words.toLowerCase().replaceAll(/\s+/g, ' ').trim(),
        comments,
      });
    text = '';
    words = '';
    comments = [];
    began = 0;
  };
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token === ';') finish();
    else if (token.startsWith('--') || token.startsWith('/*')) {
      comments.push(token.replace(/^(--|\/\*)\s*|\s*\*\/$/g, ''));
      words += ' ';
    } else {
      const blank = /^(\s*)/.exec(token)?.[1] ?? '';
      if (began === 0 && token.trim() !== '') began = line + blank.split('\n').length - 1;
      text += token;
      words += token.startsWith("'")
        ? "''"
        : token.startsWith('$') && token.length > 1
          ? '$$'
          : token;
    }
    line += token.split('\n').length - 1;
  }
  finish();
  return found;
}

/** True for what PostgreSQL refuses inside a transaction because it works beside others. */
export function isConcurrent({ words }: Statement): boolean {
  return /^((create|drop) (unique )?index|reindex( \([^)]*\))? \w+) concurrently\b/.test(words);
}
