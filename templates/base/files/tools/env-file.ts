import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What `.env` says; an empty value says nothing. */
export function readEnvFile(root: string): NodeJS.ProcessEnv {
  const path = join(root, '.env');
  const parsed = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== ''));
}

/** What a command reads: its environment, and what that leaves out from `.env`. */
export function settingsHere(root: string): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([, value]) => value !== '');
  return { ...readEnvFile(root), ...Object.fromEntries(given) };
}
