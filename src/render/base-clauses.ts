import type { Clause } from '#architecture/schema.js';

const TESTS = ['src/**/*.test.ts'];
/** Judged by a clause of its own, which allows less. */
const DOMAIN = 'src/modules/*/domain.ts';

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
    rule: 'no-cycles',
    name: 'modules-without-cycles',
    because: 'Of modules that need each other none can move alone, or be understood first.',
    severity: 'error',
    options: { within: ['src/modules/**'], between: 'modules', modules: 'src/modules/<module>' },
  },
  {
    rule: 'layers',
    name: 'platform-knows-no-module',
    because: 'A platform that knows modules is no platform: it would change with each of them.',
    severity: 'error',
    // What modules may know is said by the clauses about modules.
    options: { layers: [['src/apps/**', 'src/modules/**'], 'src/platform/**'], siblings: 'allow' },
  },
  {
    rule: 'allowed-imports',
    name: 'modules-meet-at-contracts',
    because:
      'What another module may rely on is its contract; everything else can change tomorrow.',
    severity: 'error',
    options: {
      from: ['src/modules/<module>/**'],
      except: [...TESTS, DOMAIN],
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
      except: [...TESTS, DOMAIN, 'src/modules/*/store.*.ts'],
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
  {
    rule: 'table-ownership',
    name: 'tables-belong-to-modules',
    because:
      'A table that two modules use can be changed by neither, and its database refuses the second.',
    severity: 'error',
    options: { modules: 'src/modules/<module>', schemas: 'own', except: TESTS },
  },
  {
    rule: 'event-contract',
    name: 'messages-are-said-and-declared',
    because: 'Whoever waits for a message relies on one that says it, in the words of a contract.',
    severity: 'error',
    options: { modules: 'src/modules/<module>', except: TESTS },
  },
  {
    rule: 'drift',
    name: 'as-recorded',
    because: 'People plan by what is recorded here; code that left it needs a new decision.',
    severity: 'error',
    options: { apps: 'src/apps/<app>', except: TESTS },
  },
  {
    rule: 'declared-dependencies',
    name: 'packages-are-declared',
    because: 'What package.json does not name is there by accident, and missing in the image.',
    severity: 'error',
    options: { within: ['src/**'] },
  },
  {
    rule: 'no-unresolved',
    name: 'imports-lead-somewhere',
    because: 'An import that leads nowhere is judged by no other clause.',
    severity: 'error',
    options: { within: ['src/**'] },
  },
];
