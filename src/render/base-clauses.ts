import type { Clause } from '#architecture/schema.js';

const TESTS = ['src/**/*.test.ts'];

/** What is checked in every generated repo: the walls that make modules movable. */
export const BASE_CLAUSES: readonly Clause[] = [
  {
    rule: 'no-cycles',
    name: 'no-cycles',
    because: 'Files that need each other can only be understood, tested and moved together.',
    severity: 'error',
    options: { within: ['src/**'] },
  },
  {
    rule: 'layers',
    name: 'apps-modules-platform',
    because:
      'A module that knows its app cannot move to another; a platform that knows modules is no platform.',
    severity: 'error',
    options: { layers: ['src/apps/**', 'src/modules/**', 'src/platform/**'], siblings: 'allow' },
  },
  {
    rule: 'allowed-imports',
    name: 'modules-meet-at-contracts',
    because:
      'What another module may rely on is its contract; everything else can change tomorrow.',
    severity: 'error',
    options: {
      from: ['src/modules/<module>/**'],
      except: TESTS,
      files: {
        allow: ['src/modules/<module>/**', 'src/modules/*/contract.ts', 'src/platform/**'],
      },
    },
  },
  {
    rule: 'allowed-imports',
    name: 'modules-without-frameworks',
    because:
      'A module runs in a process and in a function; frameworks and drivers live in the platform.',
    severity: 'error',
    options: {
      from: ['src/modules/**'],
      except: [...TESTS, 'src/modules/*/store.*.ts'],
      packages: { allow: ['zod'] },
      builtins: { allow: [] },
    },
  },
  {
    rule: 'allowed-imports',
    name: 'pure-domain',
    because:
      'Rules that touch nothing can be tested without anything and reused by every use case.',
    severity: 'error',
    options: {
      from: ['src/modules/<module>/domain.ts'],
      files: { allow: ['src/modules/<module>/**'], deny: ['src/modules/*/store*.ts'] },
      packages: { allow: [] },
      builtins: { allow: [] },
    },
  },
  {
    rule: 'public-api-only',
    name: 'apps-compose-modules',
    because:
      'An app chooses modules and their stores; with more it would be coupled to their insides.',
    severity: 'error',
    options: {
      modules: 'src/modules/<module>',
      public: ['contract.ts', 'index.ts', 'store.*.ts'],
      importers: ['src/apps/**'],
    },
  },
  {
    rule: 'allowed-imports',
    name: 'apps-stand-alone',
    because: 'An app that imports another one cannot be deployed without it.',
    severity: 'error',
    options: {
      from: ['src/apps/<app>/**'],
      files: { allow: ['src/apps/<app>/**', 'src/modules/**', 'src/platform/**'] },
    },
  },
];
