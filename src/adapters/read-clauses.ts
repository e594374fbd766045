import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Clause } from '#architecture/schema.js';
import { UserError, type Problem } from '#shared/user-error.js';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_ISSUES = 10;

/** The part of an architecture file that a check needs; the rest is other tools' business. */
const Checked = z.looseObject({ version: z.literal(1), clauses: z.array(Clause) });

/** Reads the clauses of an architecture file; undefined when there is no such file. */
export async function readClauses(path: string): Promise<readonly Clause[] | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UserError(problem('ARCHITECTURE_UNREADABLE', path, String(error)));
  }
  if (text.length > MOST_BYTES)
    throw new UserError(problem('ARCHITECTURE_TOO_LARGE', path, 'it is larger than 10 MB'));
  const parsed = Checked.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data.clauses;
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
