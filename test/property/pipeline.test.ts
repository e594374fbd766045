import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTemplates } from '#adapters/read-templates.js';
import type { App, Blueprint } from '#architecture/schema.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { design, type DesignInput } from '#blueprint/design.js';
import { readFacts } from '#blueprint/facts.js';
import { main } from '#cli/create-backend.js';
import { memoryShell } from '#cli/memory-shell.js';
import {
  accepts,
  expectedFeatures,
  expectedModules,
  MESSAGES,
  messagesTo,
  ORACLE_FEATURES,
  type OracleChoice,
  PATTERNS,
  READS,
} from './oracle.js';

/** Ready-made modules, new ones, ones that share a word with others, ones that are called like an app. */
const MODULES = [
  'user:users inventory:inventory order:orders payment:payments auth:auth invoice:invoices',
  'person:people line-item:line-items payment:payment-notes people:peoples gate:gateway swee:sweep report:reports',
]
  .flatMap((line) => line.split(' '))
  .map((token) => token.split(':'))
  .map(([singular = '', plural = '']) => ({ singular, plural }));

const FEATURE_IDS = [...Object.keys(ORACLE_FEATURES), 'cache-punchcard'];

const few = (ids: readonly string[]) => fc.subarray([...ids], { maxLength: 2 });
const choices: fc.Arbitrary<OracleChoice> = fc.record({
  pattern: fc.constantFrom(...PATTERNS),
  modules: fc.oneof(
    { weight: 4, arbitrary: fc.shuffledSubarray(MODULES.slice(0, 8)) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...MODULES), { maxLength: 4 }) },
  ),
  features: few(FEATURE_IDS),
  without: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, few(FEATURE_IDS)),
});

let facts: DesignInput['facts'];
beforeAll(async () => {
  const read = readFacts((await readTemplates()).files);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  facts = read.value;
});

const designed = (choice: OracleChoice) =>
  design({ project: 'shop', facts, catalogue: CATALOGUE, ...choice });

const hosts = (apps: readonly App[], module: string) =>
  apps.filter(({ modules }) => modules.includes(module));

/** Checks `law` on whatever the oracle accepts. */
function forEveryBlueprint(law: (blueprint: Blueprint, choice: OracleChoice) => void): void {
  fc.assert(
    fc.property(choices.filter(accepts), (choice) => {
      const result = designed(choice);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      law(result.value.blueprint, choice);
    }),
    { numRuns: 300 },
  );
}

describe('what may be combined', () => {
  it('is accepted if and only if the oracle accepts it', () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(choices, (choice) => {
        const expected = accepts(choice);
        seen[expected ? 'accepted' : 'refused'] += 1;
        expect(designed(choice).ok).toBe(expected);
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100);
  });

  it('the command line, from flags to rendered files, agrees', { timeout: 60_000 }, async () => {
    const named = choices.filter(({ modules }) =>
      modules.every((one) => MODULES.indexOf(one) < 8 && one.plural !== 'inventory'),
    );
    await fc.assert(
      fc.asyncProperty(named, async (choice) => {
        const shell = memoryShell({ cwd: import.meta.dirname });
        const exitCode = await main(argvOf(choice), shell);
        expect(exitCode, shell.stdout()).toBe(accepts(choice) ? 0 : 2);
        const { blueprint } = JSON.parse(shell.stdout());
        expect(blueprint?.features).toEqual(exitCode === 0 ? expectedFeatures(choice) : undefined);
      }),
      { numRuns: 12 },
    );
  });
});

function argvOf({ pattern, modules, features, without }: OracleChoice): string[] {
  const tokens = modules.map(({ singular, plural }) => `${singular}:${plural}`);
  const project = ['shop', '--pattern', pattern, '--modules', tokens.join(',')];
  return [
    ...project,
    '--yes',
    '--dry-run',
    '--json',
    ...features.flatMap((id) => ['--feature', id]),
    ...without.flatMap((id) => ['--without', id]),
  ];
}

describe('every blueprint', () => {
  it('has the modules and features that were chosen, and what those need', () => {
    forEveryBlueprint(({ modules, features }, choice) => {
      expect(modules.map(({ name }) => name)).toEqual(expectedModules(choice));
      expect(features).toEqual(expectedFeatures(choice));
    });
  });

  it('hosts each module in exactly one app that answers its routes', () => {
    forEveryBlueprint(({ modules, apps }) => {
      const answering = apps.filter(
        ({ kind, trigger }) => kind === 'process' || trigger === 'http',
      );
      for (const { name } of modules) expect(hosts(answering, name)).toHaveLength(1);
      expect(answering.every((app) => app.modules.length > 0)).toBe(true);
    });
  });

  it('has one entrance: a gateway where there is more than one process', () => {
    forEveryBlueprint(({ pattern, apps }) => {
      const gateways = apps.filter(({ kind }) => kind === 'gateway');
      const isSplit = pattern === 'event-driven' || pattern === 'microservices';
      expect(gateways).toHaveLength(isSplit ? 1 : 0);
      expect(gateways.flatMap(({ modules }) => modules)).toEqual([]);
    });
  });

  it('binds each read exactly once, to a replica in event-driven and to a call elsewhere', () => {
    forEveryBlueprint(({ pattern, modules, links }) => {
      const kind = pattern === 'event-driven' ? 'replica' : 'call';
      const expected = modules.flatMap(({ name: consumer }) =>
        (READS[consumer] ?? []).map(([name, producer]) => ({ kind, consumer, producer, name })),
      );
      const reads = links.filter((link) => link.kind !== 'message');
      expect(reads).toHaveLength(expected.length);
      expect(reads).toEqual(expect.arrayContaining(expected));
    });
  });

  it('gives each message exactly one app that handles it, and its producer exists', () => {
    forEveryBlueprint(({ modules, apps, links }) => {
      const handling = apps.filter(
        ({ kind, trigger }) => kind === 'process' || trigger === 'messages',
      );
      const expected = modules.flatMap(({ name: consumer }) =>
        messagesTo(
          consumer,
          modules.map(({ name }) => name),
        ).map(([name, producer]) => ({ consumer, producer, name })),
      );
      const messages = links.filter(({ kind }) => kind === 'message');
      expect(messages).toHaveLength(expected.length);
      for (const message of expected) {
        expect(messages).toContainEqual({ kind: 'message', ...message });
        expect(hosts(handling, message.consumer)).toHaveLength(1);
        expect(modules.map(({ name }) => name)).toContain(message.producer);
      }
    });
  });

  it('has no function without a reason: routes, messages, or the sweep of all outboxes', () => {
    forEveryBlueprint(({ pattern, modules, apps }) => {
      const functions = apps.filter(({ kind }) => kind === 'function');
      const listening = modules.filter(({ name }) => MESSAGES[name] !== undefined);
      const count = modules.length + listening.length + 1;
      expect(functions).toHaveLength(pattern === 'serverless' ? count : 0);
      const sweeps = functions.filter(({ trigger }) => trigger === 'schedule');
      for (const { modules: swept } of sweeps) expect(swept).toHaveLength(modules.length);
    });
  });

  it('carries what a function reads as a library', () => {
    forEveryBlueprint(({ apps }) => {
      for (const { kind, trigger, modules, libraries } of apps) {
        const reads = modules.flatMap((name) =>
          (READS[name] ?? []).map(([, producer]) => producer),
        );
        const carries = kind === 'function' && trigger !== 'schedule' ? reads : [];
        expect(libraries).toEqual(carries);
      }
    });
  });

  it('gives no two apps one name and no two modules one path', () => {
    forEveryBlueprint(({ apps, modules }) => {
      for (const names of [apps.map(({ name }) => name), modules.flatMap(({ paths }) => paths)]) {
        expect(new Set(names).size).toBe(names.length);
      }
    });
  });

  it('stores payments in DynamoDB where that was chosen, and all else in PostgreSQL', () => {
    forEveryBlueprint(({ modules, features }) => {
      for (const { name, engine } of modules) {
        const isTable = name === 'payments' && features.includes('dynamodb');
        expect(engine).toBe(isTable ? 'dynamodb' : 'postgres');
      }
    });
  });
});
