import type { Cell } from './virtual-terminal.js';

/** The sixteen colours of a dark terminal; only those that the wizard uses. */
const COLOURS: Readonly<Record<number, string>> = {
  1: '#ff7b72',
  2: '#7ee787',
  3: '#e3b341',
  6: '#56d4dd',
};
const TEXT = '#e6edf3';
const DIM = '#7d8590';

/** A terminal's screen as a page, to be photographed. */
export function pictureHtml(cells: readonly (readonly Cell[])[]): string {
  const rows = cells.map((row) => row.map(spanOf).join('')).join('\n');
  return `<!doctype html><meta charset="utf-8"><style>
body{margin:0;background:#0d1117;width:fit-content}
pre{margin:0;padding:14px 18px;font:15px/19px "DejaVu Sans Mono",Menlo,Consolas,monospace;color:${TEXT}}
</style><pre>${rows}</pre>`;
}

function spanOf({ text, colour, bold, dim }: Cell): string {
  const shown = text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));
  if (text === ' ') return shown;
  const ink = COLOURS[colour] ?? (dim ? DIM : TEXT);
  return `<span style="color:${ink}${bold ? ';font-weight:bold' : ''}">${shown}</span>`;
}
