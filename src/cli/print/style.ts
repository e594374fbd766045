import { Chalk, type ChalkInstance } from 'chalk';

export type Style = Pick<ChalkInstance, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'>;

/** The few styles that the output uses; plain text when colour is off. */
export function styleFor(shell: { readonly color: boolean }): Style {
  return new Chalk({ level: shell.color ? 1 : 0 });
}
