import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

// PostgreSQL refuses to run as root; then it runs as this user (nobody on Debian, Alpine and Fedora alike).
export const NOBODY = 65_534;
export const asRoot = process.getuid?.() === 0;
export const identity = () => (asRoot ? { uid: NOBODY, gid: NOBODY } : {});

/** The server's binaries as they can be run, and what tells this build of them from another. */
export interface Binaries {
  readonly native: string;
  readonly build: string;
}

/** Of the package that the binaries came in; they themselves may lie elsewhere. */
export function buildOf(manifest: string): string {
  return createHash('sha256').update(readFileSync(manifest)).digest('hex').slice(0, 16);
}

/** Makes a cluster in `<home>/data`, and its superuser's password in `<home>/password`. */
export async function initialise(native: string, home: string): Promise<void> {
  const [data, passwordFile] = [join(home, 'data'), join(home, 'password')];
  rmSync(data, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
  if (asRoot) for (const path of [home, passwordFile]) chownSync(path, NOBODY, NOBODY);
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const child = spawn(join(native, 'bin/initdb'), args, {
    ...identity(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) =>
    child.on('error', reject).on('exit', resolve),
  );
  if (code !== 0) throw new Error(`initdb failed:\n${output}`);
}

/**
 * The same for tests, which need many: copied from one that was made once, which takes a quarter of the time. Its
 * password is then the same in all of them, so that is for what holds no data of anybody.
 */
export async function copyInitialised(binaries: Binaries, home: string): Promise<void> {
  const { native, build } = binaries;
  const kept = join(import.meta.dirname, '../node_modules/.cache/postgres-cluster', build);
  if (existsSync(kept)) {
    mkdirSync(home, { recursive: true });
    cpSync(kept, home, { recursive: true });
    handOver(home);
    return;
  }
  await initialise(native, home);
  keep(home, kept);
}

/** Copied aside and then moved, because several may be made at the same time; where it cannot be kept, it is made each time. */
function keep(home: string, kept: string): void {
  try {
    mkdirSync(join(kept, '..'), { recursive: true });
    const draft = mkdtempSync(`${kept}-`);
    for (const part of ['data', 'password'])
      cpSync(join(home, part), join(draft, part), { recursive: true });
    try {
      renameSync(draft, kept);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  } catch {
    // Read-only packages, as in some images.
  }
}

/** Copies are ours; the server wants to own its files, and that nobody else may read them. */
function handOver(home: string): void {
  chmodSync(join(home, 'data'), 0o700);
  if (!asRoot) return;
  chownSync(home, NOBODY, NOBODY);
  for (const path of readdirSync(home, { recursive: true, encoding: 'utf8' }))
    chownSync(join(home, path), NOBODY, NOBODY);
}
