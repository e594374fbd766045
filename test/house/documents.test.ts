import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main as archLint } from '#cli/arch-lint.js';
import { main as createBackend } from '#cli/create-backend.js';
import { memoryShell } from '#cli/memory-shell.js';
import { committedFiles } from '../setup/committed-files.js';

const textOf = (path: string) => readFileSync(path, 'utf8');
const { version, scripts } = JSON.parse(textOf('package.json'));
const ours = committedFiles().filter(
  (path) => path.endsWith('.md') && !/^(templates|test\/golden)\//.test(path),
);

/** The lines of the shell blocks of a document, without comments. */
function commandsOf(path: string): string[] {
  return [...textOf(path).matchAll(/```sh\n([^]*?)```/g)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the two commands of README.md', () => {
  const [demo, test] = commandsOf('README.md');

  it('are the first that it shows', () => {
    expect(demo).toBe('npm ci && npx create-backend demo --yes');
    expect(test).toBe('npm ci && npm test');
  });

  it('are what .ci/run does: the same test, and nothing more than a newcomer installs', () => {
    const lines = textOf('.ci/run')
      .split('\n')
      .filter((line) => /^\w/.test(line) && !line.startsWith('set ') && !line.startsWith('cd '));
    expect(lines.join(' && ')).toBe(test);
  });

  it('can work: an install builds, and a test builds, lints, checks types and tests', () => {
    expect(scripts.prepare).toBe('npm run build && node scripts/link-own-bins.mjs');
    for (const part of ['npm run build', 'npm run lint', 'npm run types', 'vitest run']) {
      expect(scripts.test).toContain(part);
    }
  });
});

describe('what README.md shows', () => {
  let cwd: string;
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'readme-'));
    writeFileSync(join(cwd, 'answers.yaml'), 'engineers: 6\n');
    mkdirSync(join(cwd, 'path/to/repo'), { recursive: true });
    writeFileSync(join(cwd, 'path/to/repo/index.ts'), 'export const one = 1;\n');
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  const shown = commandsOf('README.md').flatMap(
    (line) => /npx (?:--package \S+ )?((?:create-backend|arch-lint).*)$/.exec(line)?.[1] ?? [],
  );

  it('is not little', () => expect(shown.length).toBeGreaterThan(8));

  it.each(shown)('%s', async (line) => {
    const [name, ...words] = line.split(/ +/);
    const shell = memoryShell({ cwd });
    if (name === 'arch-lint') {
      expect(await archLint(words, shell), shell.stderr()).toBe(0);
      return;
    }
    const isCommand = ['decide', 'explain', 'schema', 'doctor'].includes(words[0] ?? '');
    const asks = !isCommand && !words.includes('--yes');
    const more = isCommand ? [] : asks ? ['--yes', '--dry-run'] : ['--dry-run'];
    const exitCode = await createBackend([...words, ...more], shell);
    // No tool is installed in this shell, which is what doctor reports.
    expect(exitCode, shell.stderr()).toBe(words[0] === 'doctor' ? 1 : 0);
    expect(shell.stdout()).not.toBe('');
  });

  it('names the tarball that npm pack makes', () => {
    expect(textOf('README.md')).toContain(`./create-backend-${version}.tgz`);
  });
});

describe.each(ours)('%s', (path) => {
  const text = textOf(path);

  it('links to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?:|#)/.test(target))
      .map((target) => posix.join(posix.dirname(path), target.replace(/#.*/, '')));
    expect(targets.filter((target) => !existsSync(target))).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    // These two show commands of generated repositories.
    const isOfOurs = !/(tutorial|wizard)\.md$/.test(path) && !path.includes('/adr/');
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => isOfOurs && scripts[name] === undefined)).toEqual([]);
    const generators = [...text.matchAll(/node (scripts\/[\w-]+\.mjs)/g)].map(
      ([, file = '']) => file,
    );
    expect(generators.filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('docs/adr', () => {
  const files = ours.filter((path) => /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/.test(path));
  const index = textOf('docs/adr/README.md');

  it.each(files)('%s is listed with its title, and says status, date and decision', (path) => {
    const name = posix.basename(path);
    const title = /^# (.+)$/m.exec(textOf(path))?.[1];
    expect(index).toContain(`| [${name.slice(0, 4)}](${name}) | ${title} |`);
    for (const part of ['- Status: ', '- Date: ', '\n## Decision'])
      expect(textOf(path)).toContain(part);
  });

  it('lists nothing else, and numbers count up', () => {
    const listed = [...index.matchAll(/^\| \[(\d{4})\]/gm)].map(([, number = '']) =>
      Number(number),
    );
    expect(listed).toEqual(files.map((_, at) => at + 1));
  });
});

describe('docs/WHERE-THINGS-GO.md', () => {
  it('names folders and files that exist', () => {
    const named = [
      ...textOf('docs/WHERE-THINGS-GO.md').matchAll(/`((?:src|templates|test|scripts)\/[^`]*)`/g),
    ]
      .map(([, path = '']) => path.replace(/[<{].*$/, ''))
      .filter((path) => !existsSync(path));
    expect(named).toEqual([]);
  });
});
