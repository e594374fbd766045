import { execFile } from 'node:child_process';

/** A program's answer; a program that cannot be started answers with code -1. */
export interface Answer {
  readonly code: number;
  readonly output: string;
}

interface Where {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end and never throws. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env }: Where,
): Promise<Answer> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(command, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}

/** True when a program is on the PATH. */
export async function exists(command: string): Promise<boolean> {
  return (await run('which', [command], { cwd: '/' })).code === 0;
}
