import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What `.env` says; an empty value says nothing. */
export function readEnvFile(root: string): NodeJS.ProcessEnv {
  const path = join(root, '.env');
  const parsed = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== ''));
}

/** A port that settings name, or else this one. */
export function portIn(settings: NodeJS.ProcessEnv, key: string, otherwise: number): number {
  const port = Number(settings[key] || otherwise);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${key} is ${settings[key]}, and a port is a number from 0 to 65535`);
}

/** What a command reads: its environment, and what that leaves out from `.env`. */
export function settingsHere(root: string): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([, value]) => value !== '');
  return { ...readEnvFile(root), ...Object.fromEntries(given) };
}
