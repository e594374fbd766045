import { join } from 'node:path';
import { type FileSystem, systemCode } from './file-system.js';
import { writeProblem } from './writing/write-problem.js';

/** One line of an env file. */
export interface EnvEntry {
  readonly key: string;
  readonly value: string;
}

const OWNER_ONLY = 0o600;
const NEEDS_NO_QUOTES = /^[\w./:@%+,=-]*$/;

/** Creates `.env`, readable by its owner alone. An existing one is left as it is; says which it was. */
export async function writeEnv(
  fs: FileSystem,
  directory: string,
  entries: readonly EnvEntry[],
): Promise<'created' | 'existed'> {
  const path = join(directory, '.env');
  const text = `${entries.map(envLine).join('\n')}\n`;
  try {
    await fs.writeFile(path, text, { mode: OWNER_ONLY, flag: 'wx' });
    return 'created';
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return 'existed';
    // `wx` proves that what there is of the file is ours.
    await fs.rm(path, { recursive: false, force: true }).catch(() => undefined);
    throw writeProblem(error, path);
  }
}

/** `node --env-file`, Docker Compose and shells agree on single quotes: everything in them is literal. */
function envLine({ key, value }: EnvEntry): string {
  if (NEEDS_NO_QUOTES.test(value)) return `${key}=${value}`;
  if (/['\r\n]/.test(value)) throw new Error(`${key} cannot be written to an env file`);
  return `${key}='${value}'`;
}
