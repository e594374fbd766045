import * as z from 'zod';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { suggestion } from '#shared/nearest.js';
import { badAnswer } from './bad-answer.js';
import { contradictions } from './contradictions.js';
import { parseModuleTokens, projectNameProblems } from './names.js';
import type { ChoiceQuestion, ChoicesQuestion, NumberQuestion, Question } from './question.js';
import { QUESTION, questionById } from './questions.js';

/** How "don't know" is written: the decision then works with a range instead of a value. */
export const UNKNOWN = 'unknown';

const unknown = z.literal(UNKNOWN);

function describe(question: Question): string {
  return `${question.title}. ${question.why}`;
}

function number(question: NumberQuestion) {
  const base = question.integer ? z.int() : z.number();
  return z
    .union([base.min(question.min).max(question.max), unknown])
    .optional()
    .describe(describe(question));
}

function values<Value extends string>(question: ChoiceQuestion<Value> | ChoicesQuestion<Value>) {
  return z.enum(question.choices.map((choice) => choice.value));
}

function choice<Value extends string>(question: ChoiceQuestion<Value>) {
  return z
    .union([values(question), unknown])
    .optional()
    .describe(describe(question));
}

function choices<Value extends string>(question: ChoicesQuestion<Value>) {
  return z
    .union([z.array(values(question)), unknown])
    .optional()
    .describe(describe(question));
}

/** What the user told us. Every key is optional; most accept `unknown`. */
export const Answers = z.strictObject({
  $schema: z.string().optional().describe('Where editors find the JSON Schema of this file.'),
  engineers: number(QUESTION.engineers),
  engineersIn18Months: number(QUESTION.engineersIn18Months),
  teams: number(QUESTION.teams),
  teamsIn18Months: number(QUESTION.teamsIn18Months),
  opsMaturity: number(QUESTION.opsMaturity),
  experience: choices(QUESTION.experience),
  users: number(QUESTION.users),
  averageRps: number(QUESTION.averageRps),
  peakRps: number(QUESTION.peakRps),
  variability: choice(QUESTION.variability),
  growth: choice(QUESTION.growth),
  latencyMs: number(QUESTION.latencyMs),
  availability: number(QUESTION.availability),
  recoveryMinutes: number(QUESTION.recoveryMinutes),
  recoveryPointMinutes: number(QUESTION.recoveryPointMinutes),
  workload: choices(QUESTION.workload),
  consistency: choice(QUESTION.consistency),
  replay: choice(QUESTION.replay),
  consumers: number(QUESTION.consumers),
  dataClasses: choices(QUESTION.dataClasses),
  dataGb: number(QUESTION.dataGb),
  compliance: choices(QUESTION.compliance),
  budget: number(QUESTION.budget),
  engineerCost: number(QUESTION.engineerCost),
  firstReleaseWeeks: number(QUESTION.firstReleaseWeeks),
  portability: choice(QUESTION.portability),
  boundaryCertainty: choice(QUESTION.boundaryCertainty),
  today: choice(QUESTION.today),
  project: z.string().optional().describe(describe(QUESTION.project)),
  modules: z.array(z.string()).optional().describe(describe(QUESTION.modules)),
  pattern: values(QUESTION.pattern).optional().describe(describe(QUESTION.pattern)),
  overrideReason: z.string().optional().describe(describe(QUESTION.overrideReason)),
  features: z.array(z.string()).optional().describe(describe(QUESTION.features)),
  without: z.array(z.string()).optional().describe(describe(QUESTION.without)),
  packageManager: values(QUESTION.packageManager)
    .optional()
    .describe(describe(QUESTION.packageManager)),
  acceptVetoes: z
    .array(z.strictObject({ veto: z.string().min(1), because: z.string().trim().min(10) }))
    .optional()
    .describe('Vetoes that are knowingly set aside, each with a reason of ten letters or more.'),
});

export type Answers = z.infer<typeof Answers>;

const KEYS = Object.keys(Answers.shape);

function isRecord(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function unknownKeys(raw: Readonly<Record<string, unknown>>): Problem[] {
  return Object.keys(raw)
    .filter((key) => !KEYS.includes(key))
    .map((key) => ({
      code: 'ANSWER_KEY_UNKNOWN',
      message: `There is no question ${JSON.stringify(key.slice(0, 80))}.`,
      hint: suggestion(key, KEYS),
      where: key.slice(0, 80),
    }));
}

function schemaProblems(raw: Readonly<Record<string, unknown>>, issues: z.ZodError['issues']) {
  const keys = new Set(issues.map((issue) => String(issue.path[0] ?? '')));
  return [...keys].map((key): Problem => {
    const question = questionById(key);
    if (question !== undefined) return { ...badAnswer(question, raw[key]), where: key };
    const issue = issues.find(({ path }) => path[0] === key);
    return {
      code: 'ANSWER_INVALID',
      message: `${key}: ${issue?.message ?? 'not a valid value'} (at ${issue?.path.join('.') ?? key}).`,
      hint: 'acceptVetoes is a list of { veto, because }, because with ten letters or more.',
      where: key,
    };
  });
}

/** Reads answers from a file, flags or prompts. Each problem names the key and what would be valid. */
export function parseAnswers(raw: unknown): Result<Answers> {
  if (!isRecord(raw)) {
    return {
      ok: false,
      problems: [
        {
          code: 'ANSWERS_NOT_AN_OBJECT',
          message: 'Answers must be one object of keys and values.',
          hint: 'Start with {"engineers": 6}; see: create-backend schema answers',
        },
      ],
    };
  }
  const strangers = unknownKeys(raw);
  const known = Object.fromEntries(
    KEYS.filter((key) => Object.hasOwn(raw, key)).map((key) => [key, raw[key]]),
  );
  const parsed = Answers.safeParse(known);
  if (!parsed.success) {
    return { ok: false, problems: [...strangers, ...schemaProblems(known, parsed.error.issues)] };
  }
  const problems = [...strangers, ...nameProblems(parsed.data), ...contradictions(parsed.data)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: parsed.data };
}

function nameProblems(answers: Answers): readonly Problem[] {
  const at = (where: string) => (problem: Problem) => ({ ...problem, where });
  const project = answers.project === undefined ? [] : projectNameProblems(answers.project);
  const modules = parseModuleTokens(answers.modules ?? []);
  const ofModules = modules.ok ? [] : modules.problems;
  return [...project.map(at('project')), ...ofModules.map(at('modules'))];
}

/** The JSON Schema of an answers file, for editors and agents. */
export function answersJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: 'answers.schema.json',
    title: 'Answers for create-backend',
    ...z.toJSONSchema(Answers, { target: 'draft-2020-12', io: 'input' }),
  };
}
