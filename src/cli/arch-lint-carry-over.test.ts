import { afterEach, expect, test } from 'vitest';
import { DEPCRUISE, TREE } from './testing/depcruise-tree.js';
import { lintProject, removeProjects, runArchLint, textIn } from './testing/lint-project.js';

afterEach(removeProjects);

/**
 * What dependency-cruiser 17.4.3 printed of this tree and this configuration with its packages installed
 * (`depcruise --output-type json src`, rule, from and to of `summary.violations`), in the order of names.
 */
const TOLD = [
  'error io-in-one-place src/domain/price.ts -> path',
  'error io-in-one-place src/modules/users/index.ts -> fs',
  'error modules-apart src/modules/orders/index.ts -> src/modules/users/store.ts',
  'error modules-apart src/modules/users/index.ts -> src/modules/orders/types.ts',
  'error modules-apart src/modules/users/store.ts -> src/modules/orders/orders.spec.ts',
  'error no-non-package-json src/shared/dates.ts -> node_modules/left-pad/index.js',
  'error not-to-dev-dep src/shared/dates.ts -> node_modules/vitest/index.js',
  'error not-to-spec src/modules/users/store.ts -> src/modules/orders/orders.spec.ts',
  'error not-to-unresolvable src/shared/dates.ts -> ./gone.js',
  'error shared-stays-below src/shared/dates.ts -> src/modules/orders/types.ts',
  'error shared-stays-below src/shared/ui/button.tsx -> src/domain/price.ts',
  'warn no-circular src/domain/price.ts -> src/shared/ui/button.tsx',
  'warn no-circular src/modules/orders/index.ts -> src/modules/users/store.ts',
  'warn no-circular src/modules/users/index.ts -> src/modules/users/store.ts',
  'warn no-deprecated-core src/modules/users/store.ts -> punycode',
  'info no-moment src/shared/dates.ts -> node_modules/moment/index.js',
];
const CIRCLES = / no-circular /;

interface Told {
  readonly severity: string;
  readonly clause: string;
  readonly file: string;
  readonly line: number;
  readonly args: Readonly<Record<string, string>> & { readonly members?: readonly string[] };
}

/** The severities of both tools by one name; packages without their files. */
const plain = (line: string) =>
  line.replace(/^(?:warn|info) /, 'warning ').replace(/node_modules\/([^/]+)\/.*/, '$1');

async function findings(root: string): Promise<readonly Told[]> {
  const { out } = await runArchLint(root, '--json', '--no-baseline');
  return JSON.parse(out).findings;
}

test('the clauses tell what dependency-cruiser told, and nothing else', async () => {
  const root = lintProject({ ...TREE, '.dependency-cruiser.cjs': DEPCRUISE });
  const { code } = await runArchLint(root, 'init');
  expect(code).toBe(0);
  const carried = new Set(TOLD.map((line) => line.split(' ')[1]));
  const found = (await findings(root)).filter(({ clause }) => carried.has(clause));
  const lines = found
    .filter(({ clause }) => clause !== 'no-circular')
    .map(
      ({ severity, clause, file, args }) =>
        `${severity} ${clause} ${file} -> ${args['target'] ?? args['package'] ?? args['specifier']}`,
    );
  expect(lines.sort()).toEqual(
    TOLD.filter((line) => !CIRCLES.test(line))
      .map(plain)
      .sort(),
  );
  // Ours is one finding for each circle, theirs one for each import that closes one.
  const circles = found
    .filter(({ clause }) => clause === 'no-circular')
    .map(({ args }) => args.members ?? []);
  expect(circles).toHaveLength(2);
  for (const line of TOLD.filter((line) => CIRCLES.test(line))) {
    const [from = '', to = ''] = line
      .split(' ')
      .slice(2)
      .filter((word) => word !== '->');
    expect(circles.some((members) => members.includes(from) && members.includes(to))).toBe(true);
  }
});

test('what cannot be said is listed by name, with the reason', async () => {
  const root = lintProject({ ...TREE, '.dependency-cruiser.cjs': DEPCRUISE });
  const { out } = await runArchLint(root, 'init');
  expect(out).toContain('Carried over from .dependency-cruiser.cjs: 10 clauses\n');
  const left = [...out.matchAll(/^ {2}not carried over: (.*)$/gm)].map(([, line]) => line);
  expect(left).toEqual([
    'no-orphans: no-orphans asks for more: that a file is reached from an entry',
    'not-to-deprecated: no clause is about dependencies of kind deprecated',
    'no-duplicate-dep-types: no clause says to.moreThanOneDependencyType',
    'peer-deps-used: no clause is about dependencies of kind npm-peer',
    'not-cli: the expression ^src/(?!cli) looks around itself',
    'switched-off: it is switched off (severity ignore)',
  ]);
  const { clauses } = JSON.parse(textIn(root, 'architecture.json'));
  // What their rules say is not said twice.
  const names = clauses.map(({ name }: { name: string }) => name);
  expect(names).toContain('no-circular');
  expect(names).not.toContain('files-without-cycles');
  expect(names).not.toContain('packages-are-declared');
  expect(names).toContain('packages-are-used');
  expect(clauses.find(({ name }: { name: string }) => name === 'modules-apart')).toEqual({
    rule: 'allowed-imports',
    name: 'modules-apart',
    because: 'A module is entered by its index only.',
    severity: 'error',
    options: {
      from: ['src/modules/<g1>/**'],
      files: {
        deny: ['src/modules/**'],
        except: ['src/modules/<g1>/**', 'src/modules/*/index.ts'],
      },
    },
  });
});

const SHOP = {
  'src/helpers/text.js': `import '../components/button/index.js';\nimport './dates.js';\n`,
  'src/helpers/dates.js': '',
  'src/components/button/index.js': `import './inner.js';\nimport '../../helpers/text.js';\nimport '../link/index.js';\n`,
  'src/components/button/inner.js': `import '../../modules/cart/index.js';\n`,
  'src/components/link/index.js': '',
  'src/modules/cart/index.js': `import '../../components/link/index.js';\nimport '../shop/index.js';\nimport './price.js';\n`,
  'src/modules/cart/price.js': `import '../../helpers/dates.js';\nimport '../../app.js';\n`,
  'src/modules/shop/index.js': `import '../../main/start.js';\n`,
  'src/main/start.js': `import '../modules/cart/index.js';\nimport '../helpers/text.js';\n`,
  'src/app.js': `import './modules/cart/price.js';\n`,
};
const BOUNDARIES = `import boundaries from 'eslint-plugin-boundaries';

const elements = [
  { type: 'helpers', pattern: 'src/helpers/*.js', mode: 'file' },
  { type: 'components', pattern: 'components/*', capture: ['name'] },
  { type: 'modules', pattern: 'modules/*', mode: 'folder' },
  { type: 'main', pattern: 'src/main' },
];

export default [
  {
    plugins: { boundaries },
    settings: { 'boundaries/elements': elements },
    rules: {
      'boundaries/element-types': [
        'error',
        {
          default: 'disallow',
          rules: [
            { from: ['helpers'], allow: ['helpers'] },
            { from: ['components'], allow: ['helpers', 'components'] },
            { from: 'modules', allow: ['*'] },
            { from: 'modules', disallow: ['main', 'modules'] },
            { from: ['main'], allow: ['modules', 'helpers'] },
          ],
        },
      ],
      'boundaries/no-private': [2, { allowUncles: true }],
      'boundaries/no-unknown': 'off',
    },
  },
];
`;

test('the clauses tell what eslint-plugin-boundaries told', async () => {
  const root = lintProject({ ...SHOP, 'eslint.config.mjs': BOUNDARIES });
  const { code, out } = await runArchLint(root, 'init');
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('Carried over from eslint.config.mjs: 4 clauses\n'),
  ]);
  expect(out).toContain('  not carried over: boundaries/no-private: no clause is about elements');
  expect(out).not.toContain('no-unknown');
  const found = (await findings(root)).filter(({ clause }) => clause.startsWith('element-types-'));
  // What version 5.1.0 printed in ESLint 9 of this tree and this configuration.
  expect(found.map(({ file, line }) => `${file}:${line}`).sort()).toEqual([
    'src/components/button/inner.js:1',
    'src/helpers/text.js:1',
    'src/modules/cart/index.js:2',
    'src/modules/shop/index.js:1',
  ]);
});

test.each([
  ['captured values', `['modules', { name: 'a' }]`, 'captured values'],
  ['what is imported from elsewhere', 'allowed.modules', 'is computed, and code is not run'],
])('boundaries that are about %s are left, with the reason', async (_, allow, why) => {
  const config = BOUNDARIES.replace(`allow: ['*']`, `allow: [${allow}]`);
  const { out } = await runArchLint(lintProject({ ...SHOP, 'eslint.config.mjs': config }), 'init');
  expect(out).toMatch(new RegExp(`not carried over: boundaries/element-types: .*${why}`));
});

test('a file of two types is told, since globs do not decide between them', async () => {
  const files = {
    ...SHOP,
    'src/modules/cart/components/a/b.js': '',
    'eslint.config.mjs': BOUNDARIES,
  };
  const { out } = await runArchLint(lintProject(files), 'init');
  expect(out).toContain(
    'src/modules/cart/components/a/b.js matches the patterns of components and modules',
  );
});

test('.eslintrc.json is read too, and what is computed as a whole is said', async () => {
  const old = {
    settings: {
      'boundaries/elements': [
        { type: 'a', pattern: 'modules/cart' },
        { type: 'b', pattern: 'main' },
      ],
    },
    rules: {
      'boundaries/element-types': [1, { default: 'allow', rules: [{ from: 'b', disallow: 'a' }] }],
    },
  };
  const root = lintProject({
    ...SHOP,
    '.eslintrc.json': JSON.stringify(old),
    '.dependency-cruiser.js': 'module.exports = require("./base")({ forbidden: [] });',
  });
  const { out } = await runArchLint(root, 'init');
  expect(out).toContain('Carried over from .eslintrc.json: 1 clause\n');
  expect(out).toContain(
    'not carried over: the whole file: what it exports is computed, and code is not run',
  );
  expect(await findings(root)).toContainEqual(
    expect.objectContaining({
      clause: 'element-types-b',
      severity: 'warning',
      file: 'src/main/start.js',
    }),
  );
});

test('names that two tools use, and globs that match nothing, do not break the first check', async () => {
  const rule = (name: string, path: string) => ({
    name,
    severity: 'error',
    from: { path },
    to: { path: '^lib/' },
  });
  const forbidden = [
    rule('a', '^src/'),
    rule('a', '^(src|none)/'),
    { ...rule('b', '^src/'), from: { path: ['^src/', '^gone/'] } },
    rule('c', '^gone/'),
  ];
  const root = lintProject({ ...SHOP, '.dependency-cruiser.json': JSON.stringify({ forbidden }) });
  const { out } = await runArchLint(root, 'init');
  expect(out).toContain('  a-2 [allowed-imports] error\n');
  expect(out).toContain('note: b: no file matches gone/**, so it is left out');
  expect(out).toContain('not carried over: c: no file matches it');
  expect((await runArchLint(root)).code).toBe(0);
});
