import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repoCommand } from '#adapters/node-runtime.js';
import { filesBelow } from '../setup/files-below.js';

const bin = (name: string) => `node_modules/.bin/${name}`;

/** Runs a command among the templates, on a Node that generated repos support. */
function inTemplates(command: readonly [string, ...string[]]): { status: number | null; output: string } {
  const [file = '', ...args] = repoCommand(command, process.version).argv;
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: 'templates', encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe('templates, in place', () => {
  it('type-check as they stand, in every pattern and feature', { timeout: 60_000 }, () => {
    const { status, output } = inTemplates(['node', bin('tsc'), '-p', 'tsconfig.json']);
    expect(output.replaceAll(/^npm warn .*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it('pass the linter that generated repos run', () => {
    const { status, output } = inTemplates(['node', bin('oxlint'), '--deny-warnings', '-c', 'base/files/.oxlintrc.json', 'base/files', 'modules', 'patterns', 'features']);
    expect(status, output).toBe(0);
  });

  it('pass their own unit tests', { timeout: 60_000 }, () => {
    const files = filesBelow('templates/modules')
      .filter((file) => /\/src\/.*\.test\.ts$/.test(file))
      .map((file) => relative('templates', file));
    expect(files.length).toBeGreaterThan(2);
    const { status, output } = inTemplates(['node', '--test', ...files]);
    expect(output).toMatch(/fail 0/);
    expect(status).toBe(0);
  });

  it('hold no placeholder outside prose', () => {
    const files = filesBelow('templates').filter((file) => file.includes('/files/') && !file.endsWith('.hbs'));
    expect(files.length).toBeGreaterThan(100);
    const suspicious = files.filter((file) =>
      /\{\{[#/]?[a-z]|<%/.test(readFileSync(file, 'utf8').replaceAll(/\$\{\{[^}]*\}\}/g, '')),
    );
    expect(suspicious).toEqual([]);
  });
});

describe('module templates', () => {
  const modules = readdirSync('templates/modules');

  it.each(modules)('%s says of itself what its code says', (name) => {
    const facts = JSON.parse(readFileSync(`templates/modules/${name}/module.json`, 'utf8'));
    const folder = `templates/modules/${name}/files/src/modules/${name}`;
    const file = `${folder}/subscriptions.ts`;
    const code = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const subscribed = [...code.matchAll(/\bon\((\w+), '([^']+)'/g)].map((match) => match[2]);
    expect(facts.subscribes.map(({ message }: { message: string }) => message).toSorted()).toEqual(subscribed.toSorted());
    const needs = [...readFileSync(`${folder}/index.ts`, 'utf8').matchAll(/(\w+): need\((\w+)/g)].map((match) => ({ name: match[1], from: match[2] }));
    expect(facts.needs).toEqual(needs);
    const stores = readdirSync(folder).flatMap((path) => /^store\.(\w+)\.ts$/.exec(path)?.[1] ?? []);
    expect(facts.engines.toSorted()).toEqual(stores.toSorted());
  });
});
