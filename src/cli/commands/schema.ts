import { Command } from 'commander';
import { suggestion } from '#shared/nearest.js';
import { UserError } from '#shared/user-error.js';
import type { Finish } from '../finish.js';
import type { Options } from '../flags/read-flags.js';
import type { Shell } from '../shell.js';

interface Schema {
  readonly of: string;
  /** Loaded one at a time: each pulls in a part of the program. */
  readonly load: () => Promise<unknown>;
}

const SCHEMAS: Readonly<Record<string, Schema>> = {
  answers: {
    of: 'a file for --answers',
    load: async () => (await import('#answers/schema.js')).answersJsonSchema(),
  },
  architecture: {
    of: 'architecture.json of a generated repository',
    load: async () =>
      (await import('#architecture/schema.js')).ArchitectureFile.toJSONSchema({ io: 'input' }),
  },
  baseline: {
    of: 'arch-lint.baseline.json',
    load: async () => (await import('#architecture/baseline.js')).Baseline.toJSONSchema(),
  },
  cases: {
    of: 'a file for backtest --cases',
    load: async () => (await import('#knowledge/case.js')).Case.toJSONSchema({ io: 'input' }),
  },
  decision: {
    of: 'what decide --json prints',
    load: async () => (await import('#decision/schema.js')).decisionJsonSchema(),
  },
  imports: {
    of: 'what arch-lint --format imports prints',
    load: async () => (await import('#report/lint-json-schema.js')).LintImports.toJSONSchema(),
  },
  lint: {
    of: 'what arch-lint --json prints',
    load: async () => (await import('#report/lint-json-schema.js')).LintOutput.toJSONSchema(),
  },
  problems: { of: 'what every command prints with --json when it could not run', load: problems },
};

const NAMES = Object.keys(SCHEMAS);

/** Prints a JSON Schema, for editors, pipelines and agents. */
export function schemaCommand(shell: Shell, finish: Finish): Command {
  return new Command('schema')
    .description(
      'print the JSON Schema of an answers file, architecture.json, a decision or a report',
    )
    .argument('[name]', `${NAMES.join(', ')}; without it, the list of them`)
    .option('--json', 'accepted everywhere; a schema is always JSON')
    .action(async (name: string | undefined, options: Options) => {
      shell.out(name === undefined ? list(options['json'] === true) : await schemaText(name));
      finish(0);
    });
}

async function schemaText(name: string): Promise<string> {
  const schema = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
  if (schema !== undefined) return `${JSON.stringify(await schema.load(), null, 2)}\n`;
  throw new UserError({
    code: 'UNKNOWN_SCHEMA',
    message: `There is no schema ${JSON.stringify(name.slice(0, 80))}`,
    hint: suggestion(name, NAMES),
    where: name.slice(0, 80),
  });
}

function list(json: boolean): string {
  const all = Object.entries(SCHEMAS).map(([name, { of }]) => ({ name, of }));
  if (json) return `${JSON.stringify({ schemas: all }, null, 2)}\n`;
  return all.map(({ name, of }) => `create-backend schema ${name.padEnd(12)}  ${of}\n`).join('');
}

async function problems(): Promise<unknown> {
  const text = { type: 'string' };
  const keys = { code: text, message: text, hint: text, where: { type: ['string', 'null'] } };
  const problem = { type: 'object', properties: keys, required: Object.keys(keys) };
  return {
    $id: 'problems.schema.json',
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Problems of create-backend and arch-lint',
    type: 'object',
    properties: { ok: { const: false }, problems: { type: 'array', items: problem, minItems: 1 } },
    required: ['ok', 'problems'],
  };
}
