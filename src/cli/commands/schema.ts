import { Command } from 'commander';
import { suggestion } from '#shared/nearest.js';
import { UserError } from '#shared/user-error.js';
import type { Finish } from '../finish.js';
import type { Shell } from '../shell.js';

/** Loaded one at a time: each pulls in a part of the program. */
const SCHEMAS: Readonly<Record<string, () => Promise<unknown>>> = {
  answers: async () => (await import('#answers/schema.js')).answersJsonSchema(),
  architecture: async () =>
    (await import('#architecture/schema.js')).ArchitectureFile.toJSONSchema({ io: 'input' }),
  decision: async () => (await import('#decision/schema.js')).decisionJsonSchema(),
};

const NAMES = Object.keys(SCHEMAS);

/** Prints a JSON Schema, for editors, pipelines and agents. */
export function schemaCommand(shell: Shell, finish: Finish): Command {
  return new Command('schema')
    .description('print the JSON Schema of an answers file, architecture.json or a decision')
    .argument('<name>', NAMES.join(', '))
    .option('--json', 'accepted everywhere; a schema is always JSON')
    .action(async (name: string) => {
      const schema = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
      if (schema === undefined) {
        throw new UserError({
          code: 'UNKNOWN_SCHEMA',
          message: `There is no schema ${JSON.stringify(name)}`,
          hint: suggestion(name, NAMES),
        });
      }
      shell.out(`${JSON.stringify(await schema(), null, 2)}\n`);
      finish(0);
    });
}
