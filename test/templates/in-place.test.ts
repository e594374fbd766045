import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repoCommand } from '#adapters/node-runtime.js';
import type { Feature } from '#features/contribution.js';
import { FEATURES } from '#features/registry.js';
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

  it('pass their own unit tests', { timeout: 180_000 }, () => {
    const files = ['base', 'modules', 'features']
      .flatMap((folder) => filesBelow(`templates/${folder}`))
      .filter((file) => /\/files\/(src|test\/unit)\/.*\.test\.ts$/.test(file))
      .map((file) => relative('templates', file));
    expect(files.length).toBeGreaterThan(3);
    const { status, output } = inTemplates(['node', '--test', ...files]);
    expect(output).toMatch(/fail 0/);
    expect(status).toBe(0);
  });

  it('hold no placeholder outside prose', () => {
    // Grafana writes its own placeholders, for the names of labels.
    const files = filesBelow('templates').filter(
      (file) => file.includes('/files/') && !file.endsWith('.hbs') && !file.includes('/grafana/dashboards/'),
    );
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
    const subscribed = [...code.matchAll(/\b(?:on\(\w+, |onOptional\()'([^']+)'/g)].map((match) => match[1]);
    expect(facts.subscribes.map(({ message }: { message: string }) => message).toSorted()).toEqual(subscribed.toSorted());
    const needs = [...readFileSync(`${folder}/index.ts`, 'utf8').matchAll(/(\w+): need\((\w+)/g)].map((match) => ({ name: match[1], from: match[2] }));
    expect(facts.needs).toEqual(needs);
    const stores = readdirSync(folder).flatMap((path) => /^store\.(\w+)\.ts$/.exec(path)?.[1] ?? []);
    expect(facts.engines.toSorted()).toEqual(stores.toSorted());
  });
});

it('modules carry the API that their routes describe', { timeout: 60_000 }, () => {
  const { status, stderr } = spawnSync('node', ['scripts/generate-openapi.mjs', '--check'], {
    encoding: 'utf8',
  });
  expect(stderr.replaceAll(/^npm warn .*\n/gm, '')).toBe('');
  expect(status).toBe(0);
});

describe('feature templates', () => {
  const contributed = Object.values(FEATURES).flatMap(({ id, contributes }: Feature) =>
    contributes.flatMap((one) => (one.kind === 'extension' ? [{ id, ...one }] : [])),
  );

  it('have the file of each extension that their feature contributes', () => {
    const missing = contributed
      .map(({ id, name }) => `templates/features/${id}/files/src/platform/${name}.ts`)
      .filter((file) => !existsSync(file) || !/^export const extension\b/m.test(readFileSync(file, 'utf8')));
    expect(missing).toEqual([]);
  });

  /** Always there; a feature may put something else behind them. */
  const ofThePlatform = ['cache'];

  it('offer every port that a module asks for, from the feature that brings the module', () => {
    for (const name of readdirSync('templates/modules')) {
      const { ports = [] } = JSON.parse(readFileSync(`templates/modules/${name}/module.json`, 'utf8'));
      const owner = Object.values(FEATURES).find(({ modules = [] }: Feature) => modules.some(({ plural }) => plural === name));
      const offered = contributed.filter(({ id }) => id === owner?.id).map(({ port }) => port);
      expect(ports.filter((port: string) => ![...ofThePlatform, ...offered].includes(port)), name).toEqual([]);
    }
  });
});
