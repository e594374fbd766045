import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parse, parseDocument, visit } from 'yaml';
import { type Check, type Finding, at, isRecord, list } from './finding.js';

const FILE = '.gitlab-ci.yml';
const SETTINGS = ['stages', 'workflow', 'default', 'variables', 'include', 'image'];

type Jobs = ReadonlyMap<string, unknown>;

function jobsOf(pipeline: unknown): Jobs {
  return new Map(
    Object.entries(isRecord(pipeline) ? pipeline : {}).filter(([name]) => !SETTINGS.includes(name)),
  );
}

/** Names in `needs`, in both spellings. */
function needsOf(job: unknown): readonly string[] {
  return list(at(job, 'needs')).map((one) => String(isRecord(one) ? one['job'] : one));
}

/** What is wrong with one job, in the eyes of the others. */
function jobFaults(
  name: string,
  job: unknown,
  jobs: Jobs,
  stages: readonly string[],
): readonly string[] {
  const base = at(job, 'extends');
  const of = (key: string) => at(job, key) ?? at(jobs.get(String(base)), key);
  const rank = (one: unknown) =>
    stages.indexOf(String(at(one, 'stage') ?? at(jobs.get(String(at(one, 'extends'))), 'stage')));
  const image = of('image');
  const text = JSON.stringify([of('before_script'), of('script')]);
  const imageName = String(isRecord(image) ? image['name'] : image);
  const tokens = Object.keys(isRecord(of('id_tokens')) ? (of('id_tokens') as object) : {});
  return [
    ...(base !== undefined && !jobs.has(String(base))
      ? [`extends ${base}, which is not there`]
      : []),
    ...(rank(job) < 0 ? ['its stage is not in stages'] : []),
    ...(list(of('script')).length === 0 ? ['it has no script'] : []),
    ...needsOf(job).flatMap((need) => {
      if (!jobs.has(need)) return [`needs ${need}, which is not there`];
      return rank(jobs.get(need)) > rank(job) ? [`needs ${need}, which comes later`] : [];
    }),
    ...(/:(?!latest$)[\w.-]+$/.test(imageName) ? [] : [`its image ${imageName} has no version`]),
    ...(at(job, 'environment') !== undefined && at(job, 'resource_group') === undefined
      ? ['it releases, and two of them may overlap']
      : []),
    ...tokens
      .filter(
        (token) =>
          !text.includes(token) && !(token === 'SIGSTORE_ID_TOKEN' && text.includes('sign')),
      )
      .map((token) => `it gets ${token} and has no use for it`),
    ...(/(AKIA|aws_secret_access_key|AWS_SECRET_ACCESS_KEY)/.test(text)
      ? ['a key instead of a token']
      : []),
  ].map((fault) => `${name}: ${fault}`);
}

/** GitLab reads YAML 1.1, in which a bare `no` is false: what a script compares has to be quoted. */
function bareWords(text: string): readonly string[] {
  const words: string[] = [];
  visit(parseDocument(text, { version: '1.1' }), {
    Pair: (_, { key, value }) => {
      if (isScalar(value) && typeof value.value === 'boolean' && /^[A-Z_]+$/.test(String(key)))
        words.push(`the variable ${String(key)} is no text`);
    },
  });
  return words;
}

/** Rules of ours on a pipeline: all that it names is there, in order, and releases do not overlap. */
export function gitlabFindings(where: string, text: string): readonly Finding[] {
  const pipeline: unknown = parse(text);
  const jobs = jobsOf(pipeline);
  const stages = list(at(pipeline, 'stages')).map(String);
  const real = [...jobs].filter(([name]) => !name.startsWith('.'));
  const used = real.map(([, job]) =>
    String(at(job, 'stage') ?? at(jobs.get(String(at(job, 'extends'))), 'stage')),
  );
  const found = [
    ...bareWords(text),
    ...real.flatMap(([name, job]) => jobFaults(name, job, jobs, stages)),
    ...stages
      .filter((stage) => !used.includes(stage))
      .map((stage) => `no job is in the stage ${stage}`),
    ...(at(pipeline, 'workflow', 'rules') === undefined
      ? ['a branch with a merge request runs twice']
      : []),
  ];
  return found.map((what) => ({ where, what }));
}

/** Our rules on the pipeline of a repo that has one; the registry carries no schema of GitLab's. */
export const gitlabLint: Check = {
  name: 'gitlab',
  reads: FILE,
  missing: async () => null,
  check: async (repo) => gitlabFindings(FILE, readFileSync(join(repo, FILE), 'utf8')),
};
