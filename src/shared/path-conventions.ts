import { anyGlob } from './path-glob.js';

/** Tests and what only they use. */
export const TESTS = [
  '**/*.{test,spec,e2e,e2e-spec,test-d,bench,stories,story,fixture,mock,cy}.*',
  '**/*.{test,spec}-*.*',
  '**/{testutils,test-utils,testUtils,test-helpers,testHelpers}.*',
  '**/{setup-tests,setupTests,test-setup,testSetup}.*',
  '**/{mock,setup}-{jest,vitest}.*',
  '**/{jest,vitest}-setup.*',
  '**/__test*__/**',
  '**/{test,tests,__tests__,__mocks__,__fixtures__,fixtures,spec,specs,e2e,cypress,playwright,testing,mocks,test-utils,testutils,test-helpers,integration-tests,benchmark,benchmarks,bench}/**',
];
/** What shows how the rest is used, and what is written out for others. */
export const EXAMPLES = [
  '**/{examples,example,samples,demo,demos,playground,playgrounds,sandbox}/**',
  '**/*{-examples,Examples}/**',
  '{template,templates,boilerplate,boilerplates}/**',
  'packages/*/{template,templates}/**',
  'packages/*/template-*/**',
];
/** What configures tools, in whichever folder. */
export const CONFIGURATION = [
  '**/*.{config,conf}.*',
  '**/{gulpfile,Gulpfile,gruntfile,Gruntfile,Jakefile}.*',
  '**/.*',
  '**/.*/**',
];
/** Scripts and pages about the project, and what lies at its root. */
export const TOOLS = ['*.*', '**/{scripts,script,tools,docs,doc,website}/**'];
/** What a generator or a build made, and copies of what others wrote. */
export const NOT_WRITTEN_HERE = [
  '**/{vendor,vendors,vendored,third-party,third_party,thirdparty,generated,__generated__,gen,built}/**',
  '**/*{.min,-min,.generated,.gen,_pb}.*',
  '**/*{-compressed,.bundle}.{js,mjs,cjs}',
  'deps/**',
];
const STARTED = [
  '**/*.d.{ts,mts,cts}',
  '**/*.d.*.ts',
  '**/*.mdx',
  '**/*.{native,ios,android,web,macos,windows}.{js,jsx,ts,tsx}',
  '**/{bin,migrations,seeds,seeders,public,static}/**',
  '**/{main,index,server,app,cli,worker,lambda,handler,start,bootstrap,run,seed,setup,entry}.*',
  '**/{pages,routes,api,functions,lambdas,app}/**',
];

const isTest = anyGlob(TESTS);
const isSample = anyGlob([...TESTS, ...EXAMPLES]);
const isTool = anyGlob([...TOOLS, ...CONFIGURATION, ...EXAMPLES]);
const isElsewhere = anyGlob(NOT_WRITTEN_HERE);
const isStarted = anyGlob(STARTED);

/** Tests and what only they use, as most projects name them. */
export function isTestPath(path: string): boolean {
  return isTest(path);
}

/** Tests and examples, which say nothing of what the project itself is. */
export function isSamplePath(path: string): boolean {
  return isSample(path);
}

/** Configuration, scripts and examples: run by people and tools, not shipped. */
export function isToolPath(path: string): boolean {
  return isTool(path);
}

/** Whether people wrote a file here to ship it: no test, tool or example, and not taken from elsewhere. */
export function isProductPath(path: string): boolean {
  return !isTest(path) && !isTool(path) && !isElsewhere(path);
}

/** What is usually started by a tool, a framework or a person, not by an import. */
export function isStartedPath(path: string): boolean {
  return isTool(path) || isStarted(path);
}
