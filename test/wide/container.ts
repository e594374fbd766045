import { storeEnvironment } from '../tools/image-build.js';
import { type Answer, run } from '../tools/program.js';
import type { Environment } from './in-repo.js';

/** As Kubernetes runs them: nothing writable but /tmp, no root, no capabilities. */
const LOCKED = [
  '--read-only',
  '--tmpfs=/tmp:size=64m',
  '--user=1000:1000',
  '--cap-drop=all',
  '--security-opt=no-new-privileges',
  '--network=host',
];

const ENGINE = ['--runtime', 'runc', '--cgroup-manager', 'cgroupfs'];

export function podman(...args: readonly string[]): Promise<Answer> {
  return run('podman', [...ENGINE, ...args], { cwd: '/', env: storeEnvironment });
}

const flags = (env: Environment) =>
  Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]);

/** Runs an image's own command to its end. */
export function runImage(tag: string, env: Environment): Promise<Answer> {
  return podman('run', '--rm', '--pull', 'never', ...LOCKED, ...flags(env), tag);
}

/** Starts an image's own command; gives the id of the container. */
export async function startImage(tag: string, env: Environment): Promise<string> {
  // Podman would run health checks through systemd, which is not everywhere; they are run by hand.
  const how = ['--detach', '--pull', 'never', '--no-healthcheck', ...LOCKED];
  const { code, output } = await podman('run', ...how, ...flags(env), tag);
  const id = /^[0-9a-f]{64}$/m.exec(output)?.[0];
  if (code !== 0 || id === undefined) throw new Error(`${tag}: ${output}`);
  return id;
}

/** Sends SIGTERM and waits: how it left, and after how many milliseconds. */
export async function terminate(
  id: string,
): Promise<{ readonly code: number; readonly ms: number }> {
  const began = Date.now();
  await podman('kill', '--signal', 'TERM', id);
  const { output } = await podman('wait', id);
  return { code: Number(/^\d+$/m.exec(output)?.[0] ?? -1), ms: Date.now() - began };
}
