import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pruneBeside } from './scan-cache-prune.js';

const DIGEST_LENGTH = 40;

/** What `writeWhole` wrote; nothing unless all of it is there: the file begins with the digest of what follows. */
export function readWhole(file: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    const text = bytes.subarray(DIGEST_LENGTH);
    const isWhole = bytes.subarray(0, DIGEST_LENGTH).toString('latin1') === digest(text);
    return isWhole ? text.toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Writes what is safe to lose; where that is not allowed, goes without. */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, digest(text) + text);
    renameSync(beside, file);
  } catch {
    return discard(beside);
  }
  pruneBeside(file);
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is not there, since its folder is none.
  }
}

export function digest(what: string | Buffer): string {
  return createHash('sha1').update(what).digest('hex');
}
