import type { MentioningText } from './scan-text.js';

export const DECLARATIONS = /\.d\.[cm]?ts$/;
const DECLARED = /\bdeclare\s+module\s+(['"])([^'"*][^'"]*)\1/g;
/** In a file with imports or exports of its own it adds to a module that is elsewhere. */
const IS_MODULE = /^(?:import|export)\b/m;

/** Finds the modules that declaration files declare, as those are which a bundler makes: `declare module '@theme/*' {`. */
export function moduleMentions(modules: readonly string[]) {
  const asked = new Set(modules);
  const found = new Set<string>();
  return {
    look: ({ path, text }: MentioningText): void => {
      if (asked.size === 0 || !DECLARATIONS.test(path) || IS_MODULE.test(text)) return;
      for (const [, , declared = ''] of text.matchAll(DECLARED)) {
        const [start = '', end] = declared.split('*');
        for (const name of asked) {
          const isMeant =
            end === undefined
              ? name === start || start.startsWith(`${name}/`)
              : `${name}/`.startsWith(start);
          if (isMeant) found.add(name);
        }
      }
    },
    found: () => [...found].sort(),
  };
}
