import { expect, it } from 'vitest';
import { commandsOf, entriesOf } from './resolve-entries.js';
import { indexFiles } from './resolve-files.js';

const FILES = [
  'p/package.json',
  'p/lib/api.js',
  'p/lib/types/index.d.ts',
  'p/lib/universal.js',
  'p/lib/old-main.js',
  'p/lib/unused.js',
  'p/src/features/one.ts',
  'p/src/features/deep/two.ts',
  'p/src/other.ts',
  'p/server.js',
  'p/jobs/worker.ts',
  'q/src/features/one.ts',
];
const entries = (manifest: unknown) =>
  entriesOf('p', manifest, indexFiles(new Set(FILES))).map((path) => path.slice(2));

it.each<[string, unknown, readonly string[]]>([
  [
    'every condition of exports',
    {
      exports: {
        '.': { types: './lib/types/index.d.ts', default: './lib/api.js' },
        './u': './lib/universal.js',
      },
    },
    ['lib/api.js', 'lib/types/index.d.ts', 'lib/universal.js'],
  ],
  [
    'main beside exports',
    { main: 'lib/old-main.js', exports: './lib/api.js' },
    ['lib/api.js', 'lib/old-main.js'],
  ],
  ['bins', { bin: { a: './server.js', b: 'lib/api' } }, ['lib/api.js', 'server.js']],
  [
    'what scripts start',
    {
      scripts: {
        start: 'NODE_ENV=x node ./server.js --port 1',
        dev: 'tsx watch jobs/worker.ts && echo gone.js',
      },
    },
    ['jobs/worker.ts', 'server.js'],
  ],
  [
    'the sources of a pattern, not yet built',
    { exports: { './*': { types: './dist/features/*.d.ts', import: './dist/features/*.js' } } },
    ['src/features/deep/two.ts', 'src/features/one.ts'],
  ],
  [
    'a pattern of sources',
    { exports: { './*': './lib/*.js' } },
    ['lib/api.js', 'lib/old-main.js', 'lib/types/index.d.ts', 'lib/universal.js', 'lib/unused.js'],
  ],
  [
    'a folder, as it was written before there were patterns',
    { exports: { './': './src/features/' } },
    ['src/features/deep/two.ts', 'src/features/one.ts'],
  ],
  ['nothing', { exports: { './*': null }, bin: 3, scripts: [] }, []],
])('finds %s', (_, manifest, expected) => {
  expect(entries(manifest)).toEqual(expected);
});

it('lists the words of the scripts', () => {
  const scripts = { dev: 'NODE_ENV=test next dev -p 3000 && prisma generate', build: 'next build' };
  expect(commandsOf({ scripts })).toEqual(expect.arrayContaining(['next', 'prisma', 'build']));
  expect(commandsOf({ scripts: 'next' })).toEqual([]);
});
