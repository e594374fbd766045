import type { Directive } from '#lint/project-model.js';
import { literalsIn } from './lex-imports.js';
import { placesIn } from './scan-places.js';

const DIRECTIVE = /(?:\/\/|\/\*+|^[ \t]*\*|<!--)[ \t]*(arch-lint-[^\n]*?)[ \t]*(?:\*\/|-->|\r?$)/gm;

/** The comments of a file that speak to arch-lint; what looks like one within a string or a template is none. */
export function directivesIn(path: string, text: string): Omit<Directive, 'file'>[] {
  if (!text.includes('-lint')) return [];
  const found = [...text.matchAll(DIRECTIVE)];
  if (found.length === 0) return [];
  const place = placesIn(text);
  const literals = literalsIn(path, text);
  return found
    .filter(({ index }) => !literals.some(({ start, end }) => start <= index && index < end))
    .map(({ index, 1: directive = '' }) => ({ line: place(index).line, text: directive }));
}
