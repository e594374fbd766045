import type { ComposedApp, CompositionInput } from './pattern.js';

/** The one public entrance in front of a process per module. */
export const GATEWAY = 'gateway';

/** A gateway and a process per module, named like the module. */
export function processPerModule(input: CompositionInput): ComposedApp[] {
  const processes = input.modules.map((module): ComposedApp => ({
    name: module.name,
    kind: 'process',
    modules: [module.name],
    libraries: [],
    trigger: null,
  }));
  const gateway: ComposedApp = {
    name: GATEWAY,
    kind: 'gateway',
    modules: [],
    libraries: [],
    trigger: null,
  };
  return [gateway, ...processes];
}
