import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** What Node compiled once is read from here: a process then starts with half the work. */
export const COMPILED: NodeJS.ProcessEnv = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/compiled'),
};

/** Starts an app as a process of its own, and waits until it listens. */
export async function launch(
  name: string,
  main: string,
  env: NodeJS.ProcessEnv,
  output: (app: string, line: string) => void,
): Promise<ChildProcess> {
  const child = fork(main, {
    env: { ...COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.on('data', (chunk) => {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) output(name, line);
      last.splice(0, last.length, ...[...last, ...lines].slice(-10));
    });
  }
  await new Promise<void>((resolve, reject) => {
    const heard = (said: { listening?: string }): void => {
      // Under `node --watch` a process also says what it imports.
      if (!said.listening) return;
      child.off('message', heard);
      resolve();
    };
    child.on('message', heard);
    child.once('close', (code) =>
      reject(new Error([`${name} stopped with ${code} before it listened:`, ...last].join('\n'))),
    );
  });
  return child;
}

/** Sends a signal to a process that still runs, and waits until it is gone. */
export async function end(
  child: ChildProcess | undefined,
  signal: NodeJS.Signals,
): Promise<number | null> {
  if (!child || child.exitCode !== null || child.signalCode !== null)
    return child?.exitCode ?? null;
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return gone;
}
