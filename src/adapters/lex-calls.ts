const ALL = ['*'] as const;

/** `a = createRequire(import.meta.url)`: only a function made for this very file requires like `require`. */
const OWN = String.raw`\(\s*(?:import\.meta\.(?:url|filename)|__filename)\s*\)`;
const MADE = new RegExp(
  String.raw`([\w$]+)\s*=\s*(?:[\w$]+\s*\.\s*)?(?:createRequire|NAMED)\s*${OWN}`,
  'g',
);
const RENAMED = /\bcreateRequire\s+as\s+([\w$]+)/;
const CALLED = new RegExp(String.raw`\s*${OWN}\s*`, 'y');

/** The end of `(import.meta.url)` after `createRequire`, where it makes a `require` of this file. */
export function ownRequireEnd(text: string, at: number): number | undefined {
  CALLED.lastIndex = at;
  return CALLED.test(text) ? CALLED.lastIndex : undefined;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Most texts are told by the first search: capitals are rare, and V8 is quick with up to six letters. */
export function mayMakeRequire(text: string): boolean {
  return text.includes('Requir') && text.includes('createRequire');
}

/** Names that mean a `require` of this very file. */
export function madeRequires(text: string): ReadonlySet<string> {
  if (!mayMakeRequire(text)) return NO_NAMES;
  const renamed = RENAMED.exec(text)?.[1] ?? 'createRequire';
  const made = new RegExp(
    MADE.source.replace('NAMED', renamed.replaceAll('$', String.raw`\$`)),
    'g',
  );
  return new Set([...text.matchAll(made)].flatMap(([, name]) => name ?? []));
}

const PROMISE_USES = new Set(['then', 'catch', 'finally']);
const REST_OF_CALL = /(?:,(?:[^();]|\([^()]{0,200}\)){0,400})?\)\s*\.\s*([\w$]+)/y;

/** What is taken of a call's result: `('./a').b`, from the end of its first argument. */
export function memberAfter(text: string, end: number): string | undefined {
  REST_OF_CALL.lastIndex = end;
  return REST_OF_CALL.exec(text)?.[1];
}

/** True for what is done with a promise, and with no type. */
export function isPromiseUse(member: string): boolean {
  return PROMISE_USES.has(member);
}

/** `const { a } = await import('./a')`, `require('./a').b`, `import('./a').C`; else all there is. */
export function namesTaken(text: string, at: number, end: number): readonly string[] {
  const member = memberAfter(text, end);
  if (member !== undefined && !isPromiseUse(member)) return [member];
  const before = text.slice(Math.max(0, at - 300), at);
  const taken = /\{([^{}]*)\}\s*=\s*(?:await\s+)?$/.exec(before)?.[1];
  if (taken === undefined || taken.includes('...')) return ALL;
  const names = taken.split(',').map((name) => /^\s*([\w$]+)/.exec(name)?.[1]);
  return names.filter((name) => name !== undefined);
}

/** The end of `<…>`; the place itself when it is not closed soon. */
export function afterTypeArguments(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(text.length, open + 2000); i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>' && --depth === 0) return i + 1;
  }
  return open;
}
