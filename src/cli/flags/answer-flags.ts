import { Option, type Command } from 'commander';
import { QUESTIONS, type Group, type Question } from '#answers/questions.js';

const HEADINGS: Readonly<Record<Group, string>> = {
  team: 'Team:',
  load: 'Load:',
  workload: 'Workload:',
  data: 'Data:',
  compliance: 'Compliance:',
  constraints: 'Constraints:',
  project: 'What to build:',
};

/** One flag a question, so that whatever can be asked can be said on the command line. */
export function addAnswerFlags(command: Command): Command {
  for (const question of QUESTIONS) command.addOption(optionFor(question));
  return command
    .addOption(
      new Option('--because <text>', 'the same as --override-reason').helpGroup(HEADINGS.project),
    )
    .addOption(new Option('--project-name <text>', 'the same as --project').hideHelp())
    .addOption(
      repeatable(
        new Option('--accept-veto <id=reason>', 'set a veto aside, with the reason (repeatable)'),
      ).helpGroup(HEADINGS.project),
    )
    .addOption(
      new Option('--answers <file>', 'JSON or YAML file with answers, - for stdin').helpGroup(
        HEADINGS.project,
      ),
    );
}

/** Collects the values of an option that may be given more than once. */
export function repeatable(option: Option): Option {
  return option.argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}

function optionFor(question: Question): Option {
  const option = new Option(`${question.flag} <${placeholder(question)}>`, description(question));
  const grouped = option.helpGroup(HEADINGS[question.group]);
  return isRepeatable(question) ? repeatable(grouped) : grouped;
}

/** Lists whose flag is a singular word, such as `--feature`, are built up one by one. */
function isRepeatable(question: Question): boolean {
  return question.kind === 'text' && question.list && !question.flag.endsWith('s');
}

function placeholder(question: Question): string {
  switch (question.kind) {
    case 'number':
      return 'number';
    case 'choice':
      return 'value';
    case 'choices':
      return 'a,b';
    case 'text':
      return question.list ? 'a,b' : 'text';
  }
}

function description(question: Question): string {
  switch (question.kind) {
    case 'number':
      return question.choices === undefined
        ? `${question.title} [${question.unit}]`
        : question.title;
    case 'choice':
    case 'choices':
      return `${question.title} [${question.choices.map(({ value }) => value).join(', ')}]`;
    case 'text':
      return question.title;
  }
}
