import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { refuseOldNode, repoCommand, repoEnvironment, runsGeneratedRepos } from './node-runtime.js';
import { callingManager, installCommand, scriptCommand } from './package-manager.js';

it.each([
  ['v20.20.2', false],
  ['v22.21.9', false],
  ['v22.22.0', true],
  ['v23.0.0', true],
  ['v24.1.0-nightly', true],
  ['v26.10.0', true],
  ['nonsense', false],
])('knows that generated repos run on %s: %s', (version, runs) => {
  expect(runsGeneratedRepos(version)).toBe(runs);
});

it('refuses every Node that engines leaves out, and no other', () => {
  expect(manifest.engines.node).toBe('^20.19.0 || >=22.13.0');
  for (const old of ['v16.20.2', 'v18.20.8', 'v20.18.3', 'v21.7.3', 'v22.12.0'])
    expect(() => refuseOldNode(old)).toThrow(`20.19 or 22.13 or later; here is ${old}`);
  for (const fine of ['v20.19.0', 'v20.20.2', 'v22.13.0', 'v23.0.0', 'v24.1.0-nightly'])
    expect(() => refuseOldNode(fine)).not.toThrow();
});

it('runs npm as it is on a new Node, and on a stand-in on an old one', () => {
  expect(repoCommand(installCommand('npm'), 'v24.0.0').line).toBe('npm ci');
  expect(repoCommand(scriptCommand('npm', 'test'), 'v20.19.0')).toEqual({
    argv: ['npx', '-y', '-p', 'node@24', 'npm', 'test'],
    line: 'npx -y -p node@24 npm test',
  });
  expect(repoCommand(['npm', 'run', "it's a b"], 'v24.0.0').line).toBe("npm run 'it'\\''s a b'");
});

it('hides the outer npm from a repo and leaves the settings of the user', () => {
  const env = repoEnvironment({
    PATH: '/bin',
    npm_config_registry: 'https://registry.example',
    npm_config_package: 'create-backend.tgz',
    npm_config_yes: 'true',
    npm_config_local_prefix: '/elsewhere',
    npm_lifecycle_event: 'npx',
    npm_package_name: 'other',
    INIT_CWD: '/elsewhere',
    NODE_ENV: 'production',
  });
  expect(env).toMatchObject({ PATH: '/bin', npm_config_registry: 'https://registry.example' });
  const names = Object.keys(env).filter((name) => !/audit|fund|update/.test(name));
  expect(names).toEqual(['PATH', 'npm_config_registry']);
});

it.each([
  ['npm', 'npm ci', 'npm test', 'npm run check'],
  ['pnpm', 'pnpm install', 'pnpm run test', 'pnpm run check'],
  ['yarn', 'yarn install', 'yarn run test', 'yarn run check'],
  ['bun', 'bun install', 'bun run test', 'bun run check'],
] as const)('knows the words of %s', (manager, install, test, check) => {
  expect(installCommand(manager).join(' ')).toBe(install);
  expect(scriptCommand(manager, 'test').join(' ')).toBe(test);
  expect(scriptCommand(manager, 'check').join(' ')).toBe(check);
});

it('knows who started it', () => {
  const agent = (npm_config_user_agent: string) => callingManager({ npm_config_user_agent });
  expect(agent('pnpm/10.2.0 npm/? node/v24.0.0 linux x64')).toBe('pnpm');
  expect(agent('deno/2')).toBeUndefined();
  expect(callingManager({})).toBeUndefined();
});
