import { Clause } from '#architecture/schema.js';
import {
  CONFIGURATION,
  EXAMPLES,
  NOT_WRITTEN_HERE,
  TESTS,
  TOOLS,
} from '#shared/path-conventions.js';
import { appsOf } from './infer-apps.js';
import type { ProjectModel } from './project-model.js';

/** What is wrong here is meant, or somebody else's. */
const NOT_OURS = [...TESTS, ...EXAMPLES, ...CONFIGURATION, ...NOT_WRITTEN_HERE];
/** Where nobody minds what else would matter. */
const NOT_SHIPPED = [...NOT_OURS, ...TOOLS];
/** Compiled code imports these, or a tool loads them for what it finds; sources do not. */
const ASKED_FOR_BY_TOOLS = [
  'tslib',
  '@babel/runtime*',
  '@swc/helpers',
  'core-js*',
  'regenerator-runtime',
  'typescript',
  '{sass,sass-embedded,node-sass,less,stylus,postcss,autoprefixer,tailwindcss}',
  'eslint',
  'eslint-{config,plugin}-*',
  'jest-environment-*',
];
/** Files whose task is to know what there is. */
const ROOTS = [
  '**/{index,main,app,server,boot,bootstrap,routes,router,registry}.*',
  '**/*{.,-}{module,routes,registry}.*',
];
/** More imports than this make a file that knows everything. */
const MANY_IMPORTS = 40;
const MANY_MODULES = 5;

/** What is checked where nobody has said what should hold: only what is hardly ever meant. */
export function inferClauses(project: ProjectModel): Clause[] {
  const modules = project.modules.list.length > 0;
  const manifests = project.packages.length > 0;
  const packages = project.packages.filter(({ folder, name }) => folder !== '' && name !== null);
  return [
    ...(modules ? [BETWEEN_MODULES] : []),
    ...(appsOf(project).list.length > 1 ? [BETWEEN_APPS] : []),
    BETWEEN_FILES,
    ...(packages.length > 1 ? [BY_NAME] : []),
    ...(manifests ? [DECLARED, TYPES_DECLARED, used(project)] : []),
    ...(project.files.some(({ path }) => /\.(?:test|spec)\./.test(path)) ? [NO_TESTS] : []),
    ...inferFromFacts(project),
    ...(project.modules.list.length >= MANY_MODULES ? [STABLE] : []),
    KNOWS_EVERYTHING,
    OF_TYPES,
    REACHED,
  ];
}

function inferFromFacts({ facts, modules }: ProjectModel): Clause[] {
  if (facts === null || modules.list.length === 0) return [];
  return [
    ...(facts.tables.length > 0 ? [TABLES] : []),
    ...(facts.messages.some(({ direction }) => direction === 'published') ? [MESSAGES] : []),
    ...(facts.calls.some(({ app }) => app !== null) && facts.deployables.length > 1 ? [CALLS] : []),
  ];
}

function clause(
  severity: Clause['severity'],
  rule: string,
  name: string,
  because: string,
  options: Clause['options'] = {},
): Clause {
  return { rule, name, because, severity, options };
}

const BETWEEN_MODULES = clause(
  'error',
  'no-cycles',
  'modules-without-cycles',
  'Modules that need each other can be understood, tested and moved only together.',
  { between: 'modules', typesOnly: 'ignore', except: NOT_OURS },
);
const BETWEEN_APPS = clause(
  'error',
  'no-cross-app-import',
  'apps-stand-alone',
  'An app that imports another one cannot be built or deployed without it.',
  { typeImports: 'allow', except: TESTS },
);
const BETWEEN_FILES = clause(
  'error',
  'no-cycles',
  'files-without-cycles',
  'In a cycle the order of loading decides what is defined when, and no part works alone.',
  { typesOnly: 'ignore', except: NOT_OURS },
);
const BY_NAME = clause(
  'error',
  'packages-by-name',
  'packages-by-name',
  'A path into another package goes around what it publishes, and breaks when it moves.',
  { except: NOT_SHIPPED },
);
const UNDECLARED = {
  believable: 0.8,
  unused: 'ignore',
  except: [...NOT_SHIPPED, '**/*.d.{ts,mts,cts}'],
};
const DECLARED = clause(
  'error',
  'declared-dependencies',
  'packages-are-declared',
  'What no package.json declares is there by accident, and gone after the next install.',
  { ...UNDECLARED, typesOnly: 'ignore' },
);
const TYPES_DECLARED = clause(
  'warning',
  'declared-dependencies',
  'types-are-declared',
  'Types that no package.json declares are there by accident: without them code runs, but is not checked.',
  { ...UNDECLARED, typesOnly: 'only' },
);
/** What the root of a monorepo asks for is run, or shared by all below it. */
function used({ packages }: ProjectModel): Clause {
  const root = packages.some(({ workspace }) => workspace) ? ['package.json'] : [];
  return clause(
    'warning',
    'declared-dependencies',
    'packages-are-used',
    'A dependency that nothing imports is still installed, audited and attacked.',
    {
      undeclared: 'ignore',
      believable: 0.5,
      ignore: ASKED_FOR_BY_TOOLS,
      except: [...root, ...NOT_OURS],
    },
  );
}
const NO_TESTS = clause(
  'warning',
  'allowed-imports',
  'tests-stay-tests',
  'What ships must not depend on what is only there to test it.',
  {
    from: '**',
    except: NOT_SHIPPED,
    files: { deny: ['**/*.{test,spec}.*', '**/{__tests__,__mocks__}/**'] },
  },
);
const TABLES = clause(
  'warning',
  'table-ownership',
  'tables-have-owners',
  'A table that two modules use can be changed by neither, and moved by nobody.',
  { except: NOT_SHIPPED },
);
const MESSAGES = clause(
  'warning',
  'event-contract',
  'messages-have-a-publisher',
  'A consumer relies on one module to say what happened, and to say it at all.',
  { except: TESTS },
);
const CALLS = clause(
  'warning',
  'sync-call-chains',
  'short-call-chains',
  'Each call in a row adds its delay, and its outages to those of the others.',
  { except: TESTS },
);
const STABLE = clause(
  'warning',
  'unstable-dependency',
  'lean-on-the-stable',
  'What many modules lean on should not depend on what changes often.',
  { tolerance: 0.3, except: NOT_SHIPPED },
);
const KNOWS_EVERYTHING = clause(
  'warning',
  'limits',
  'no-file-knows-everything',
  'A file that imports this many others changes with each of them.',
  { imports: MANY_IMPORTS, lists: 'ignore', except: [...NOT_SHIPPED, ...ROOTS] },
);
const OF_TYPES = clause(
  'warning',
  'no-cycles',
  'types-without-cycles',
  'A cycle of types is harmless at run time, but its files still change together.',
  { typesOnly: 'only', except: NOT_OURS },
);
const REACHED = clause(
  'warning',
  'no-orphans',
  'no-dead-files',
  'Code that nothing uses is read, migrated and upgraded all the same.',
  { believable: 0.1, loadedByName: 'ignore', except: NOT_WRITTEN_HERE },
);
