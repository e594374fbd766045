import type { Command, Option } from 'commander';
import { main as archLint } from '#cli/arch-lint.js';
import { memoryShell } from '#cli/memory-shell.js';
import { createProgram } from '#cli/program.js';
import { QUESTIONS } from '#answers/questions.js';
import { code, table } from './table.js';

const FLAGS_OF_QUESTIONS = new Set(QUESTIONS.map(({ flag }) => flag));

/** Both command lines, as they describe themselves. */
export async function commandsText(): Promise<string> {
  const program = createProgram(memoryShell(), () => {});
  return [
    '## Commands',
    ...[program, ...program.commands].map(commandText),
    '### arch-lint',
    `\`\`\`text\n${await archLintHelp()}\n\`\`\``,
  ].join('\n\n');
}

function commandText(command: Command): string {
  const parent = command.parent === null ? '' : `${command.parent.name()} `;
  const own = command.options.filter(
    ({ long, hidden }) => !hidden && !FLAGS_OF_QUESTIONS.has(long ?? ''),
  );
  const asks = own.length < command.options.filter(({ hidden }) => !hidden).length;
  return [
    `### ${parent}${command.name()}`,
    `${sentence(command.description())}`,
    `Usage: ${code(`${parent}${command.name()} ${command.usage()}`)}`,
    ...command.registeredArguments.map(
      (argument) => `- ${code(argument.name())}: ${argument.description}`,
    ),
    table(['flag', 'does'], own.map(optionRow)),
    ...(asks ? ['And one flag a [question](#questions).'] : []),
  ].join('\n\n');
}

function optionRow(option: Option): readonly string[] {
  const choices = option.argChoices === undefined ? '' : ` (${option.argChoices.join(', ')})`;
  return [code(option.flags), `${option.description}${choices}`];
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return start.endsWith('.') ? start : `${start}.`;
}

async function archLintHelp(): Promise<string> {
  const shell = memoryShell();
  await archLint(['check', '--help'], shell);
  await archLint(['--help'], shell);
  return shell.stdout().trimEnd();
}
