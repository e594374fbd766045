import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Answer } from './eslint-answer.js';
import { VERSION } from './version.js';

/** What a rule of ESLint is given and gives, as far as it is used here. */
interface Context {
  readonly filename: string;
  readonly cwd: string;
  report(found: { loc: { line: number; column: number }; message: string }): void;
}

const CONFIGURATION = ['architecture.json', 'arch-lint.baseline.json'];
/** A thread that cannot start must not hold up an editor for ever. */
const MOST_MS = 60_000;
const NO_ANSWER = `arch-lint gave no answer within ${MOST_MS / 1000} s: run it in a terminal to see why`;

const known = new Map<string, { readonly at: number; readonly answer: Answer }>();

const rule = (severity: 'error' | 'warning') => ({
  meta: {
    type: 'problem',
    docs: { description: `what arch-lint tells as ${severity}s` },
    schema: [],
  },
  create(context: Context) {
    return {
      'Program:exit': () => {
        const root = rootOf(context);
        const answer = answerAbout(root, context.filename);
        if (!answer.ok) {
          if (severity === 'error') told(context, 1, 1, answer.message);
          return;
        }
        const file = relative(root, context.filename).split(sep).join('/');
        for (const problem of severity === 'error' ? answer.output.problems : []) {
          told(context, 1, 1, `${problem.code}: ${problem.message}. ${problem.hint}.`);
        }
        for (const finding of answer.output.findings) {
          if (finding.file !== file || finding.severity !== severity) continue;
          const { line, column, message, clause, because } = finding;
          told(context, line, column, `${message} [${clause}]. ${because}`);
        }
      },
    };
  },
});

function told(context: Context, line: number, column: number, message: string): void {
  context.report({ loc: { line, column: column - 1 }, message });
}

/** The nearest folder above with an architecture file, or else the one that ESLint runs in. */
function rootOf({ filename, cwd }: Context): string {
  for (let folder = dirname(filename); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'architecture.json'))) return folder;
    if (folder === cwd || folder === dirname(folder)) return cwd;
  }
}

/** One check for a whole project, until the file that is asked about or what is checked changes on disk. */
function answerAbout(root: string, filename: string): Answer {
  const before = known.get(root);
  const files = [filename, ...CONFIGURATION.map((name) => join(root, name))];
  const changed = Math.max(...files.map(lastChange));
  if (before !== undefined && changed < before.at) return before.answer;
  const at = Date.now();
  const answer = check(root);
  known.set(root, { at, answer });
  return answer;
}

function lastChange(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

let worker: Worker | undefined;

/** Rules of ESLint cannot wait for a promise, so a thread does. */
function check(root: string): Answer {
  if (worker === undefined) {
    worker = new Worker(new URL('./eslint-worker.js', import.meta.url));
    worker.unref();
  }
  const done = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ root, done, port: port2 }, [port2]);
  Atomics.wait(done, 0, 0, MOST_MS);
  const answer: Answer | undefined = receiveMessageOnPort(port1)?.message;
  port1.close();
  return answer ?? { ok: false, message: NO_ANSWER };
}

const plugin = {
  meta: { name: 'create-backend', version: VERSION },
  rules: { errors: rule('error'), warnings: rule('warning') },
  configs: {} as Record<string, unknown>,
};
plugin.configs['recommended'] = {
  name: 'arch-lint/recommended',
  plugins: { 'arch-lint': plugin },
  rules: { 'arch-lint/errors': 'error', 'arch-lint/warnings': 'warn' },
};

export default plugin;
