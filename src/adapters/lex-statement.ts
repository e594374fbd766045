import type { ImportKind } from '#lint/project-model.js';
import { onlyTypes } from './lexed-import.js';

export type Keyword = 'import' | 'export' | 'require';

/** An import that begins at a keyword, and where reading goes on. */
export interface FoundImport {
  readonly specifier: string;
  readonly kind: ImportKind;
  readonly end: number;
}

const COMMENT = String.raw`/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*\n`;
const BLANK = String.raw`(?:\s|${COMMENT})*`;
const STRING =
  String.raw`(?:"(?<double>(?:[^"\\\n]|\\.)*)"|'(?<single>(?:[^'\\\n]|\\.)*)'|` +
  '`(?<template>[^`$\\\\]*)`)';
/** No name in a clause is a keyword, so reading stops where the next statement begins. */
const NAMES = String.raw`(?:(?!\b(?:im|ex)port\b)[\w$\s,{}*\u0080-\uffff]|${COMMENT})*?`;

const CALL = new RegExp(
  String.raw`(?:import|require(?:${BLANK}\.${BLANK}resolve)?)${BLANK}\(${BLANK}${STRING}${BLANK}[),]`,
  'y',
);
const BARE = new RegExp(String.raw`import${BLANK}${STRING}`, 'y');
const EQUALS = new RegExp(
  String.raw`import\s+(?<type>type\s+)?[\w$]+${BLANK}=${BLANK}require${BLANK}\(${BLANK}${STRING}`,
  'y',
);
const FROM = new RegExp(
  String.raw`import(?<clause>${NAMES}\bfrom|${NAMES}[}*\s]from)${BLANK}${STRING}`,
  'y',
);
const EXPORT = new RegExp(
  String.raw`export(?<clause>\s+type\b)?${BLANK}(?:\*(?:${BLANK}as\s+[\w$]+)?|(?<names>\{[^{}]*\}))${BLANK}from${BLANK}${STRING}`,
  'y',
);
const PROMISE_USE = /^\s*\.\s*(?:then|catch|finally)\b/;

/** Reads the import that the keyword at this place begins, if it begins one. */
export function importAt(text: string, at: number, keyword: Keyword): FoundImport | undefined {
  if (keyword === 'export') return exportFrom(text, at);
  const call = read(CALL, text, at);
  if (call !== undefined) {
    const kind = keyword === 'require' ? 'require' : callKind(text, at, call.end);
    return { specifier: call.specifier, kind, end: call.end };
  }
  if (keyword === 'require') return undefined;
  const bare = read(BARE, text, at);
  if (bare !== undefined) return { ...bare, kind: 'value' };
  const equals = read(EQUALS, text, at);
  if (equals !== undefined) return { ...equals, kind: equals.groups['type'] ? 'type' : 'require' };
  return importFrom(text, at);
}

function importFrom(text: string, at: number): FoundImport | undefined {
  const found = read(FROM, text, at);
  if (found === undefined) return undefined;
  const clause = found.groups['clause'] ?? '';
  const erased = /^\s+type\s+(?!from\s*$)[\w${*]/.test(clause) || onlyTypes(clause);
  return { ...found, kind: erased ? 'type' : 'value' };
}

function exportFrom(text: string, at: number): FoundImport | undefined {
  const found = read(EXPORT, text, at);
  if (found === undefined) return undefined;
  const erased =
    found.groups['clause'] !== undefined || onlyTypes(`${found.groups['names'] ?? ''} from`);
  return { ...found, kind: erased ? 'type' : 're-export' };
}

/** `import('x').T` and `typeof import('x')` are types, and erased. */
function callKind(text: string, at: number, end: number): ImportKind {
  const before = text.slice(Math.max(0, at - 12), at);
  if (/\btypeof\s+$/.test(before)) return 'type';
  const after = text.slice(end, end + 40);
  return /^\s*[.[]/.test(after) &&
    !PROMISE_USE.test(after) &&
    !/\(\s*await\s+$|\bawait\s+$/.test(before)
    ? 'type'
    : 'dynamic';
}

function read(regex: RegExp, text: string, at: number) {
  regex.lastIndex = at;
  const groups = regex.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const specifier = groups['double'] ?? groups['single'] ?? groups['template'] ?? '';
  return { specifier, groups, end: regex.lastIndex };
}
