import { readFile, writeFile } from 'node:fs/promises';
import { Baseline } from '#architecture/baseline.js';
import { UserError } from '#shared/user-error.js';

/** Reads a baseline; undefined when there is no such file. */
export async function readBaseline(path: string): Promise<Baseline | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw refused('BASELINE_UNREADABLE', path, String(error));
  }
  const parsed = Baseline.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refused(
    'BASELINE_INVALID',
    path,
    `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not a baseline'}`,
  );
}

/** A baseline as it is read in a review: one entry after the other. */
export function baselineText(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}

/** Writes a baseline. */
export async function writeBaseline(path: string, baseline: Baseline): Promise<void> {
  try {
    await writeFile(path, baselineText(baseline));
  } catch (error) {
    throw refused('BASELINE_NOT_WRITTEN', path, String(error));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function refused(code: string, path: string, what: string): UserError {
  return new UserError({
    code,
    message: `${path}: ${what}`,
    hint: 'Correct the file, or write it anew with arch-lint baseline',
  });
}
