import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSystem, startSystem, FOR_TESTS } from '#tools/system.ts';

/** Runs a test against a system of its own, with a fresh database, and takes it down again. */
export async function withSystem(
  run: (system: RunningSystem, lines: readonly string[]) => Promise<void>,
  env: NodeJS.ProcessEnv = {},
  listen: (app: string, line: string) => void = () => {},
): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const data = mkdtempSync(join(tmpdir(), 'resilience-'));
  const lines: string[] = [];
  const system = await startSystem({
    root,
    port: 0,
    data,
    durable: false,
    env: { ...FOR_TESTS, ...env },
    output: (app, line) => {
      lines.push(`[${app}] ${line}`);
      listen(app, line);
    },
  });
  try {
    await run(system, lines);
  } catch (error) {
    process.stderr.write(
      `${lines
        .filter((line) => /"level":[456]0/.test(line))
        .slice(-30)
        .join('\n')}\n`,
    );
    throw error;
  } finally {
    await system.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
