import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Newer programs may change the form; each says which one it wrote. */
const VERSION = 1;
const OWNER_ONLY = 0o600;
const OWNER_FOLDER = 0o700;

/** What an unfinished run left. */
export type Saved =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | {
      readonly kind: 'saved';
      /** Not judged yet. */
      readonly answers: Readonly<Record<string, unknown>>;
      readonly depth: unknown;
    };

/** Where a program keeps what is worth keeping between runs, but no setting: by the platform's own rules. */
export function savedAnswersPath(env: Env, platform: string): string {
  const home = env['HOME'] || homedir();
  const state =
    env['XDG_STATE_HOME'] ||
    {
      darwin: join(home, 'Library/Application Support'),
      win32: env['LOCALAPPDATA'] || join(home, 'AppData/Local'),
    }[platform] ||
    join(home, '.local/state');
  return join(state, 'create-backend', 'unfinished-answers.json');
}

/** Never fails: what cannot be read is said, and treated as nothing. */
export async function readSavedAnswers(path: string): Promise<Saved> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return { kind: 'none' };
    return { kind: 'unreadable', why: codeOf(error) };
  }
  const file = parsed(text);
  if (file === undefined) return { kind: 'unreadable', why: 'it is no JSON object' };
  if (file['version'] !== VERSION) {
    return { kind: 'unreadable', why: 'another version of create-backend wrote it' };
  }
  const { answers, depth } = file;
  if (!isRecord(answers)) return { kind: 'unreadable', why: 'it holds no answers' };
  return { kind: 'saved', answers, depth };
}

/** Written beside and renamed, so that there is always a whole file; readable by its owner alone. */
export async function saveAnswers(
  path: string,
  draft: { readonly answers: Readonly<Record<string, unknown>>; readonly depth?: string },
): Promise<boolean> {
  const beside = `${path}.${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: OWNER_FOLDER });
    const text = `${JSON.stringify({ version: VERSION, ...draft }, null, 2)}\n`;
    await writeFile(beside, text, { mode: OWNER_ONLY });
    await chmod(beside, OWNER_ONLY);
    await rename(beside, path);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return false;
  }
}

/** After a run that came to its end. */
export async function forgetAnswers(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
