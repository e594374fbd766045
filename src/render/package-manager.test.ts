import { beforeAll, expect, it } from 'vitest';
import { everything, rendered, templatesOfTest } from '../../test/setup/rendered-repo.js';
import type { Templates } from './templates.js';

const MONOLITH = everything('modular-monolith');
let templates: Templates;
beforeAll(async () => {
  templates = await templatesOfTest();
});

function repoFor(packageManager: 'npm' | 'pnpm' | 'yarn' | 'bun'): Map<string, string> {
  const tree = rendered({ ...MONOLITH, packageManager }, templates);
  return new Map(tree.map(({ path, content }) => [path, content]));
}

it('decides for pnpm on every install script, so that it asks nothing', () => {
  const repo = repoFor('pnpm');
  const locked: Record<string, { hasInstallScript?: true }> = JSON.parse(
    repo.get('package-lock.json') ?? '',
  ).packages;
  const scripted = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripted.length).toBeGreaterThan(5);
  const settings = repo.get('pnpm-workspace.yaml') ?? '';
  for (const [location] of scripted) {
    const name = location.replace('node_modules/', '');
    expect(settings).toMatch(new RegExp(`^ {2}["']?${name}["']?: false$`, 'm'));
  }
});

it('has yarn put packages where Node.js looks for them', () => {
  expect(repoFor('yarn').get('.yarnrc.yml')).toBe('nodeLinker: node-modules\n');
});

it.each([
  ['pnpm', 'pnpm-lock.yaml'],
  ['yarn', 'yarn.lock'],
  ['bun', 'bun.lock'],
] as const)('tells those who work with %s what stays npm’s', (manager, lockfile) => {
  const readme = repoFor(manager).get('README.md');
  expect(readme).toContain(`## Packages by ${manager}\n`);
  expect(readme).toContain(lockfile);
});

it('adds nothing for npm', () => {
  const paths = [...repoFor('npm').keys()];
  const more = [...repoFor('pnpm').keys()].filter((path) => !paths.includes(path));
  expect(more).toEqual(['pnpm-workspace.yaml']);
  expect(repoFor('npm').get('README.md')).not.toContain('## Packages by');
});
