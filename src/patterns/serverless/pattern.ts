import { brokerUrl } from '#patterns/broker-url.js';
import { factsOf, linksOf, readsOf } from '#patterns/links.js';
import type { ComposedApp, CompositionInput, Pattern } from '#patterns/pattern.js';

const SWEEP = 'sweep';

/** Functions per module: one for its routes, one for its messages; a schedule sweeps the outboxes. */
export const pattern = {
  id: 'serverless',
  title: 'Serverless',
  summary: 'Functions per module for routes and messages, and one schedule that sweeps outboxes.',
  whenToUse: [
    'Load that is low, spiky or unknown: idle time costs nothing.',
    'A small team that wants no servers, patches or scaling rules.',
  ],
  whenNotToUse: [
    'Steady high load, where a process costs a fraction of the same requests.',
    'Tight tail latency without budget for provisioned capacity.',
    'The provider must be replaceable without work.',
  ],
  reservedNames: [SWEEP],
  compose: (input) => ({
    apps: [...input.modules.flatMap((module) => functionsOf(input, module.name)), sweep(input)],
    links: linksOf(input, 'call'),
  }),
  contributes: [
    brokerUrl('sns:arn:aws:sns:eu-central-1:123456789012:messages'),
    { kind: 'dependency', name: '@aws-sdk/client-secrets-manager' },
    { kind: 'dependency', name: '@aws-sdk/client-sns' },
  ],
} as const satisfies Pattern;

function functionsOf(input: CompositionInput, name: string): ComposedApp[] {
  const { routes, subscribes } = factsOf(input, name);
  const apps: ComposedApp[] = [];
  if (routes) apps.push(functionApp(`${name}-http`, 'http', [name], readsOf(input, name)));
  if (subscribes.length > 0) {
    apps.push(functionApp(`${name}-messages`, 'messages', [name], readsOf(input, name)));
  }
  return apps;
}

function sweep(input: CompositionInput): ComposedApp {
  const modules = input.modules.map((module) => module.name);
  return functionApp(SWEEP, 'schedule', modules, []);
}

function functionApp(
  name: string,
  trigger: NonNullable<ComposedApp['trigger']>,
  modules: string[],
  libraries: string[],
): ComposedApp {
  return { name, kind: 'function', modules, libraries, trigger };
}
