import { completeAnswers } from '#answers/defaults.js';
import { GROUPS, QUESTIONS, type Group, type Question } from '#answers/questions.js';
import { code, table } from './table.js';

const TITLES: Readonly<Record<Group, string>> = {
  team: 'Team',
  load: 'Load',
  workload: 'Workload',
  data: 'Data',
  compliance: 'Compliance',
  constraints: 'Constraints',
  project: 'What to build',
};

/** Every question with its flag, its values, its default and its why. */
export function questionsText(): string {
  const known: Readonly<Record<string, unknown>> = { ...completeAnswers({}) };
  const reasons = new Map(
    completeAnswers({}).assumptions.map(({ key, because }) => [key, because]),
  );
  const row = (question: Question): readonly string[] => [
    `${code(question.flag)}<br>${code(question.id)}${question.quick ? '<br>quick' : ''}`,
    `${question.title}${question.title.endsWith('?') ? '' : '.'} ${question.why}`,
    valuesOf(question),
    defaultOf(known[question.id], reasons.get(question.id)),
  ];
  const groups = GROUPS.map((group) => {
    const rows = QUESTIONS.filter((question) => question.group === group).map(row);
    return `### ${TITLES[group]}\n\n${table(['flag, key', 'question', 'values', 'default'], rows)}`;
  });
  return ['## Questions', INTRODUCTION, ...groups, VETOES].join('\n\n');
}

const INTRODUCTION = `Each question is a flag, a key of an answers file (\`--answers file.json\`, \`.yaml\`, \`.yml\`, or \`-\`) and a prompt.
*quick* marks the six that quick mode asks. Where \`unknown\` is a value, saying it is the same as saying nothing:
the default is assumed, said aloud, and its effect is drawn from a range. Defaults depend on other answers; shown are
those without any answer. \`create-backend schema answers\` prints the JSON Schema.`;

const VETOES = `An answers file may also hold \`acceptVetoes\`, a list of \`{ veto, because }\`; as a flag: \`--accept-veto id=reason\`.
The reason has ten letters or more.`;

function valuesOf(question: Question): string {
  const unknown = question.unknownAllowed ? '; `unknown`' : '';
  switch (question.kind) {
    case 'number': {
      const kind = question.integer ? 'whole number' : 'number';
      const levels = (question.choices ?? []).map(
        ({ value, label }) => `${code(value)} ${label.replace(`${value}: `, '')}`,
      );
      const named = levels.length === 0 ? '' : `: ${levels.join('; ')}`;
      return `${kind}, ${question.min} to ${question.max} ${question.unit}${named}${unknown}`;
    }
    case 'choice':
    case 'choices': {
      const many = question.kind === 'choices' ? 'any of ' : '';
      const values = question.choices.map(({ value, label }) =>
        value === label ? code(value) : `${code(value)} (${label})`,
      );
      return `${many}${values.join(', ')}${unknown}`;
    }
    case 'text':
      return question.list ? 'comma-separated' : 'text';
  }
}

function defaultOf(value: unknown, because: string | undefined): string {
  if (value === undefined || value === null) return 'none';
  const shown = Array.isArray(value) ? value.map(shownOf).join(', ') : String(value);
  return `${shown === '' ? 'none' : code(shown)}${because === undefined ? '' : `: ${because}`}`;
}

function shownOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'plural' in value
    ? String(value.plural)
    : String(value);
}
