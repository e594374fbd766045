import { repoCommand, runsGeneratedRepos } from '#adapters/node-runtime.js';
import type { Options } from '../flags/read-flags.js';
import { styleFor } from '../print/style.js';
import type { Shell } from '../shell.js';
import { TOOLS, type Tool } from './tools.js';

/** What was found of one tool. */
interface Finding {
  readonly name: string;
  readonly found: boolean;
  /** First line of what it says about itself, or what it lacks. */
  readonly version: string;
  readonly enables: string;
  readonly required: boolean;
}

const TIMEOUT_MS = 10_000;

/** Exit code 0: fine; 1: something that is needed is missing. */
export async function diagnose(options: Options, shell: Shell): Promise<number> {
  const tools = await Promise.all(TOOLS.map((tool) => look(tool, shell)));
  const findings = [nodeOf(shell), ...tools];
  const ok = findings.every(({ found, required }) => found || !required);
  if (options['json'] === true) shell.out(`${JSON.stringify({ ok, tools: findings }, null, 2)}\n`);
  else shell.out(table(findings, shell));
  return ok ? 0 : 1;
}

function nodeOf({ nodeVersion }: Shell): Finding {
  const enables = runsGeneratedRepos(nodeVersion)
    ? 'running what is generated'
    : `generating; what is generated needs a newer one and runs with ${repoCommand(['npm', 'start'], nodeVersion).line}`;
  return { name: 'node', found: true, version: nodeVersion, enables, required: true };
}

async function look({ argv, ...tool }: Tool, shell: Shell): Promise<Finding> {
  const { cwd, env, signal, now } = shell;
  const outcome = await shell.run({ argv, cwd, env, signal, now, timeoutMs: TIMEOUT_MS });
  const lines = outcome.kind === 'missing' ? [] : outcome.output.trim().split('\n');
  // Warnings come before it.
  const line = lines.find((text) => /\d\.\d/.test(text)) ?? lines[0] ?? '';
  switch (outcome.kind) {
    case 'passed':
      return { ...tool, found: true, version: line };
    case 'missing':
      return { ...tool, found: false, version: 'not installed' };
    case 'failed':
    case 'timed-out':
      return { ...tool, found: false, version: 'installed, but does not answer' };
  }
}

function table(findings: readonly Finding[], shell: Shell): string {
  const { green, yellow, red, dim } = styleFor(shell);
  const mark = ({ found, required }: Finding): string =>
    found ? green('✓') : required ? red('✗') : yellow('-');
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings
    .map((finding) => {
      const { name, found, version, enables } = finding;
      const what = found ? `for ${enables}` : `would enable ${enables}`;
      return `${mark(finding)} ${name.padEnd(width)}  ${version}\n${' '.repeat(width + 4)}${dim(what)}\n`;
    })
    .join('');
}
