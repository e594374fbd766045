import type { Wiring } from '#lint/project-model.js';

const HANDLER =
  /^(?:export\s+(?:const|let|(?:async\s+)?function)\s+handler\b|(?:module\.)?exports\.handler\s*=)/gm;
const LINK = /['"][\w-]+\.[\w-]+['"]:\s*['"](call|replica)['"]/g;
const WIRES = /\blinks:\s*\{/;

/** What a source file says of how its process is put together. */
export function wiringsIn(text: string): { how: Wiring['how']; offset: number }[] {
  const handlers = text.includes('handler')
    ? [...text.matchAll(HANDLER)].map(({ index }) => ({ how: 'function' as const, offset: index }))
    : [];
  const links = WIRES.test(text)
    ? [...text.matchAll(LINK)].map(({ 1: how, index }) => ({
        how: how === 'replica' ? ('replica' as const) : ('call' as const),
        offset: index,
      }))
    : [];
  return [...handlers, ...links];
}
