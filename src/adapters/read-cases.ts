import { readFile } from 'node:fs/promises';
import { UserError } from '#shared/user-error.js';
import { systemCode } from './file-system.js';
import { parseJson } from './parse-json.js';

/** Reads a file of published cases; `name` is how the user spelt its path. */
export async function readCases(path: string, name: string): Promise<unknown> {
  try {
    return parseJson(await readFile(path, 'utf8'), name);
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof UserError || code === undefined) throw error;
    throw new UserError({
      code: 'CASES_UNREADABLE',
      message: `Cannot read cases from ${name}: ${code === 'ENOENT' ? 'there is no such file' : code}`,
      hint: 'Check the path given to --cases; without it the shipped cases are used',
    });
  }
}
