/** A Markdown table; what is empty stays empty. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(row).join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')).join(' | ')} |`;
}

/** As code, unless there is nothing to say. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}
