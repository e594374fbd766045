import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Blueprint, Clause } from '#architecture/schema.js';
import type { RecordedArchitecture } from '#lint/project-model.js';
import { UserError, type Problem } from '#shared/user-error.js';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_ISSUES = 10;

/** The part of an architecture file that a check needs; the rest is other tools' business. */
const Checked = z.looseObject({
  version: z.literal(1),
  clauses: z.array(Clause),
  blueprint: Blueprint.optional(),
});

/** What a check takes from an architecture file. */
export interface CheckedArchitecture {
  readonly clauses: readonly Clause[];
  readonly recorded: RecordedArchitecture | null;
}

/** Reads what is checked about a project; undefined when there is no architecture file. */
export async function readClauses(path: string): Promise<CheckedArchitecture | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(problem('ARCHITECTURE_UNREADABLE', path, String(error)));
  }
  if (text.length > MOST_BYTES)
    throw new UserError(problem('ARCHITECTURE_TOO_LARGE', path, 'it is larger than 10 MB'));
  const parsed = Checked.safeParse(parseJson(path, text));
  if (parsed.success) {
    const { clauses, blueprint } = parsed.data;
    return { clauses, recorded: blueprint === undefined ? null : recordedIn(blueprint) };
  }
  const [first, ...rest] = parsed.error.issues
    .slice(0, MOST_ISSUES)
    .map((issue) =>
      problem(
        'ARCHITECTURE_INVALID',
        path,
        `${issue.path.join('.') || 'the file'}: ${issue.message}`,
      ),
    );
  throw new UserError(
    first ?? problem('ARCHITECTURE_INVALID', path, 'it is not an architecture file'),
    ...rest,
  );
}

function recordedIn({ pattern, modules, apps, links }: Blueprint): RecordedArchitecture {
  return {
    pattern,
    modules: modules.map(({ name }) => name),
    apps: apps.map(({ name, modules, libraries }) => ({
      name,
      modules: [...modules, ...libraries],
    })),
    links: links.map(({ consumer, producer }) => ({ consumer, producer })),
  };
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(
      problem(
        'ARCHITECTURE_NOT_JSON',
        path,
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
}

function problem(code: string, path: string, what: string): Problem {
  return {
    code,
    message: `${path}: ${what}`,
    hint: 'Correct the file, or name another with --config',
  };
}
