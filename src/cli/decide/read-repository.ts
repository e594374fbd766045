import { resolve } from 'node:path';
import { recentCommitters } from '#adapters/recent-committers.js';
import { scanProject } from '#adapters/scan-project.js';
import { parseModuleTokens } from '#answers/names.js';
import type { Answers } from '#answers/schema.js';
import { projectModel } from '#lint/infer-modules.js';
import type { ProjectModel } from '#lint/project-model.js';
import { recognise, type Recognition } from '#lint/recognition/recognise.js';
import { UserError } from '#shared/user-error.js';
import { locating } from '../locating.js';
import type { Shell } from '../shell.js';

/** An answer that a repository gives, and by what. */
export interface ReadAnswer {
  readonly key: 'engineers' | 'modules' | 'today';
  readonly value: number | string | readonly string[];
  readonly because: string;
}

const FLAG = '--from';

/** What runs today, by what the code is; code that shows no division is deployed as one. */
const TODAY: Readonly<Record<Recognition['pattern'], NonNullable<Answers['today']>>> = {
  'layered-monolith': 'monolith',
  'modular-monolith': 'monolith',
  unclear: 'monolith',
  microservices: 'services',
  'distributed-monolith': 'services',
  'event-driven': 'services',
  serverless: 'functions',
};

/** Where folders are divided by subject. */
const IN_MODULES: readonly Recognition['pattern'][] = [
  'modular-monolith',
  'microservices',
  'distributed-monolith',
  'event-driven',
];

/** Reads from a repository what its code and its history say; runs nothing of it, and writes nothing. */
export async function readRepository(
  folder: string,
  { cwd }: Pick<Shell, 'cwd'>,
): Promise<readonly ReadAnswer[]> {
  const root = resolve(cwd, folder);
  const scan = await locating(FLAG, () => scanProject(root, { facts: true }));
  if (scan.files.length === 0) throw nothingThere(folder);
  const project = projectModel(scan);
  const recognised = recognise(project);
  return [
    { key: 'today', value: TODAY[recognised.pattern], because: told(recognised) },
    ...modulesOf(project, recognised),
    ...engineersOf(root),
  ];
}

function told({ pattern, why, evidence }: Recognition): string {
  const [first] = evidence;
  const seen = first === undefined ? '' : `; ${first.file} ${first.shows}`;
  return pattern === 'unclear' ? `deployed as one, as far as it shows: ${why}` : `${why}${seen}`;
}

/** Only where a generated repository could have them all. */
function modulesOf({ modules }: ProjectModel, { pattern }: Recognition): ReadAnswer[] {
  const names = modules.list.map(({ name }) => name);
  if (!IN_MODULES.includes(pattern) || names.length < 2 || !parseModuleTokens(names).ok) return [];
  return [{ key: 'modules', value: names, because: `folders of ${modules.layout}` }];
}

function engineersOf(root: string): ReadAnswer[] {
  const count = recentCommitters(root).length;
  if (count === 0) return [];
  return [{ key: 'engineers', value: count, because: 'who committed in the last three months' }];
}

function nothingThere(folder: string): UserError {
  return new UserError({
    code: 'FROM_EMPTY',
    message: `There is no source file in ${folder}`,
    hint: 'Give the folder of a TypeScript or JavaScript repository, or answer --today yourself',
    where: FLAG,
  });
}

/** What was said wins; so does it where a number that was read contradicts it. */
export function fillIn<Given extends object>(
  given: Given,
  read: readonly ReadAnswer[],
): { readonly answers: Given; readonly used: readonly ReadAnswer[] } {
  const said = new Map<string, unknown>(Object.entries(given));
  const teams = said.get('teams');
  const used = read.filter(
    ({ key, value }) =>
      said.get(key) === undefined &&
      !(key === 'engineers' && typeof teams === 'number' && teams > Number(value)),
  );
  const filled = Object.fromEntries(used.map(({ key, value }) => [key, value]));
  return { answers: { ...filled, ...given }, used };
}

/** A line for each answer, with what it was read from. */
export function readLines(
  folder: string,
  read: readonly ReadAnswer[],
  used: readonly ReadAnswer[],
): string[] {
  return read.map((one) => {
    const value = Array.isArray(one.value) ? one.value.join(', ') : String(one.value);
    const fate = used.includes(one) ? '' : '; not used: answered otherwise';
    return `Read from ${folder}: ${one.key}: ${value} (${one.because}${fate})`;
  });
}
