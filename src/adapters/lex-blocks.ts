import type { LexedImport } from './lexed-import.js';

/** A script within markup. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly language: string;
}

const PART = /<!--[\s\S]*?(?:-->|$)|<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const ATTRIBUTE = /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** What of a text is code, and the files that it names by `src`. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly sources: readonly LexedImport[];
}

/** Markup that holds code, by the ending of its files. */
export const MARKUP: ReadonlyMap<string, (text: string) => Blocks> = new Map([
  ['vue', (text) => scriptBlocks(text, 'js')],
  ['svelte', (text) => scriptBlocks(text, 'js')],
  ['astro', astroBlocks],
  ['mdx', mdxBlocks],
  ['gjs', (text) => withoutTemplates(text, 'js')],
  ['gts', (text) => withoutTemplates(text, 'ts')],
]);

/** The code between the fences at the beginning, and the scripts after it. */
function astroBlocks(text: string): Blocks {
  const open = /^\s*---/.exec(text)?.[0].length;
  const found = scriptBlocks(text, 'ts');
  const close = open === undefined ? -1 : text.indexOf('\n---', open);
  if (open === undefined || close === -1) return found;
  const code = { start: open, end: close, language: 'ts' };
  return { ...found, blocks: [code, ...found.blocks.filter(({ start }) => start > close)] };
}

/** Paragraphs that begin with `import` or `export`, but for those in fenced examples. */
function mdxBlocks(text: string): Blocks {
  const blocks: Block[] = [];
  let fence = '';
  let start = -1;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end);
    const marks = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (marks !== undefined && (fence === '' || marks.startsWith(fence))) {
      fence = fence === '' ? marks : '';
    } else if (fence === '' && start === -1 && /^(?:import|export)\b/.test(line)) start = at;
    if (start !== -1 && (line.trim() === '' || end === text.length)) {
      blocks.push({ start, end, language: 'js' });
      start = -1;
    }
    at = end + 1;
  }
  return { blocks, sources: [] };
}

/** What Ember's files hold besides their `<template>`. */
function withoutTemplates(text: string, language: string): Blocks {
  const blocks: Block[] = [];
  let start = 0;
  for (;;) {
    const open = text.indexOf('<template', start);
    const close = open === -1 ? -1 : text.indexOf('</template>', open);
    blocks.push({ start, end: close === -1 ? text.length : open, language });
    if (close === -1) return { blocks, sources: [] };
    start = close + '</template>'.length;
  }
}

/** The scripts of markup, each in its own language or the usual one. */
function scriptBlocks(text: string, usual: string): { blocks: Block[]; sources: LexedImport[] } {
  const blocks: Block[] = [];
  const sources: LexedImport[] = [];
  PART.lastIndex = 0;
  for (let part = PART.exec(text); part !== null; part = PART.exec(text)) {
    if (part[1] === undefined) continue;
    const attributes = new Map(
      [...part[1].matchAll(ATTRIBUTE)].map(([, key, double, single, bare]) => {
        return [key?.toLowerCase(), double ?? single ?? bare ?? ''] as const;
      }),
    );
    const source = attributes.get('src');
    if (source !== undefined && /^\.{1,2}\/|^[@~#]/.test(source)) {
      sources.push({ specifier: source, kind: 'value', names: ['*'], offset: part.index });
    }
    const start = PART.lastIndex;
    const close = /<\/script\s*>/i.exec(text.slice(start));
    const end = close === null ? text.length : start + close.index;
    blocks.push({ start, end, language: attributes.get('lang') ?? usual });
    PART.lastIndex = end;
  }
  return { blocks, sources };
}
