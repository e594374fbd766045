import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const FEATURES = 'templates/features';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** The scripts of a release in a folder, a system they look at, and stand-ins for what would reach the outside. */
export interface ReleaseFolder {
  readonly folder: string;
  /** Address of the system that was released. */
  readonly url: string;
  /** What the system answers, by path; 503 to everything when it is not well. */
  well: boolean;
  /** Paths that were asked for. */
  readonly asked: string[];
  program(name: string, text: string): void;
  run(
    argv: readonly string[],
    env?: Readonly<Record<string, string>>,
    input?: string,
  ): Promise<Ended>;
  /** Lines that stand-ins wrote down. */
  logged(): readonly string[];
  close(): void;
}

function scripts(folder: string): void {
  for (const path of ['bin', 'infra', 'deploy', 'tools']) mkdirSync(join(folder, path));
  cpSync('templates/base/files/tools/smoke.sh', join(folder, 'tools/smoke.sh'));
  cpSync(`${FEATURES}/docker/files/deploy`, join(folder, 'deploy'), { recursive: true });
  cpSync(
    `${FEATURES}/k8s-kustomize/files/deploy/k8s/rollout.sh`,
    join(folder, 'deploy/k8s/rollout.sh'),
  );
  for (const name of [
    'release.ts',
    'tasks.ts',
    'release-functions.ts',
    'functions.ts',
    'packages.sh',
  ])
    cpSync(`${FEATURES}/terraform-aws/files/infra/${name}`, join(folder, 'infra', name));
}

function runIn(folder: string): ReleaseFolder['run'] {
  return ([file = '', ...args], env = {}, input = '') => {
    const path = `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
    const log = join(folder, 'log');
    const fast = { PATH: path, LOG: log, POLL_SECONDS: '0', WATCH_SECONDS: '0', SMOKE_TRIES: '2' };
    const options = { cwd: folder, env: { ...process.env, ...fast, ...env } };
    return new Promise((resolve) => {
      const child = execFile(file, args, options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), output: stdout + stderr }),
      );
      // Most scripts end without reading.
      child.stdin?.on('error', () => {}).end(input);
    });
  };
}

export async function releaseFolder(): Promise<ReleaseFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  scripts(folder);
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    const status = here.well ? (request.url === '/auth/sign-in' ? 401 : 200) : 503;
    answer.writeHead(status).end('{"paths":{"/auth/sign-in":{}}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const here: ReleaseFolder = {
    folder,
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    well: true,
    asked,
    program: (name, text) => writeFileSync(join(folder, 'bin', name), text, { mode: 0o755 }),
    run: runIn(folder),
    logged: () => readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n'),
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return here;
}
