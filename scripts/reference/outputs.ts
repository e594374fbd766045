import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main as archLint } from '#cli/arch-lint.js';
import { main as createBackend } from '#cli/create-backend.js';
import { memoryShell } from '#cli/memory-shell.js';

type Main = typeof createBackend;

/** What is run to see what it prints, and how it ends. */
type Run = readonly [title: string, main: Main, argv: readonly string[], exitCode: number];
const RUNS: readonly Run[] = [
  ['create-backend <dir> --yes --json', createBackend, ['shop', '--yes', '--dry-run', '--json'], 0],
  ['create-backend decide --json', createBackend, ['decide', '--json'], 0],
  ['create-backend explain <id> --json', createBackend, ['explain', 'simplicity', '--json'], 0],
  ['create-backend doctor --json', createBackend, ['doctor', '--json'], 1],
  ['arch-lint --json', (argv, shell) => archLint(argv, shell), ['--json'], 1],
  ['a problem, in any command', createBackend, ['decide', '--engineers', 'x', '--json'], 2],
];

/** The shape of every JSON output, seen by running each command on a small folder. */
export async function outputsText(): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'reference-'));
  try {
    // Two files that need each other, so that there is a finding to show.
    writeFileSync(join(cwd, 'a.ts'), "import { b } from './b.js';\nexport const a = () => b;\n");
    writeFileSync(join(cwd, 'b.ts'), "import { a } from './a.js';\nexport const b = () => a;\n");
    const texts: string[] = [];
    for (const [title, main, argv, exitCode] of RUNS) {
      const shell = memoryShell({ cwd });
      const ended = await main(argv, shell);
      if (ended !== exitCode) throw new Error(`${title} ended with ${ended}: ${shell.stdout()}`);
      const shape = lines(JSON.parse(shell.stdout()), 0);
      texts.push(`### ${title.replaceAll('<', '&lt;')}\n\n\`\`\`text\n${shape}\n\`\`\``);
    }
    return ['## JSON outputs', INTRODUCTION, ...texts].join('\n\n');
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const INTRODUCTION = `With \`--json\` standard output holds one JSON value and nothing else. The shapes below were seen by running the
commands; a list shows its first element, … stands for what is deeper. JSON Schemas: \`create-backend schema answers\`,
\`architecture\`, \`decision\`. Besides what is shown, \`create-backend --json\` has \`changes\` only with \`--dry-run\`, \`steps\`
holds \`{ name, ok, ms }\` otherwise, and \`error\` says which step failed.`;

const DEEPEST = 2;

function lines(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth + 1);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${lines(value[0], depth)}]`;
  if (typeof value !== 'object') return typeof value;
  if (value === null) return 'null';
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  if (depth >= DEEPEST) return '{ … }';
  const fields = entries.map(([key, one]) => `${indent}${key}: ${lines(one, depth + 1)}`);
  return `{\n${fields.join('\n')}\n${'  '.repeat(depth)}}`;
}
