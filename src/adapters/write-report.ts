import { rename, rm, writeFile } from 'node:fs/promises';
import { UserError } from '#shared/user-error.js';
import { systemCode } from './file-system.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its directory does not exist',
  ENOTDIR: 'its directory is a file',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** Replaces a file as a whole: a reader sees the old text or the new one. */
export async function writeReport(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError({
      code: 'REPORT_UNWRITABLE',
      message: `Cannot write ${path}: ${REASONS[code] ?? code}`,
      hint: 'Name a file in a directory that exists',
    });
  }
}
