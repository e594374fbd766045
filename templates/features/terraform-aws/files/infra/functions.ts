import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws, pause } from './tasks.ts';

/** What a release does to one function on Lambda, and asks of it. */
interface Configuration {
  readonly Version: string;
  readonly State?: string;
  readonly StateReason?: string;
  readonly LastUpdateStatus?: string;
  readonly LastUpdateStatusReason?: string;
  readonly CodeSha256: string;
  readonly VpcConfig?: {
    readonly SubnetIds: readonly string[];
    readonly SecurityGroupIds: readonly string[];
  };
}

/** What everything that calls a function calls; Terraform makes it and leaves to releases where it leads. */
export const ALIAS = 'live';

const lambda = <Answer>(command: string, name: string, ...args: readonly string[]): Answer =>
  aws('lambda', command, '--function-name', name, ...args);

export const configurationOf = (name: string) =>
  lambda<Configuration>('get-function-configuration', name);

export const liveVersion = (name: string): string =>
  lambda<{ FunctionVersion: string }>('get-alias', name, '--name', ALIAS).FunctionVersion;

/** The alias leads to a version, and a share of calls to another one. */
export function lead(name: string, version: string, share: Readonly<Record<string, number>>): void {
  const routing = JSON.stringify({ AdditionalVersionWeights: share });
  const args = ['--name', ALIAS, '--function-version', version, '--routing-config', routing];
  lambda('update-alias', name, ...args);
}

/** Uploads a package and makes a version of it; code and settings that did not change give the one there is. */
export async function publish(name: string, path: string, release: string): Promise<string> {
  const sha = createHash('sha256').update(readFileSync(path)).digest('base64');
  const sent = lambda<Configuration>('update-function-code', name, '--zip-file', `fileb://${path}`);
  if (sent.CodeSha256 !== sha) throw new Error(`${name} got other bytes than ${path} has`);
  await settled(name, '$LATEST', ({ LastUpdateStatus, LastUpdateStatusReason }) =>
    LastUpdateStatus === 'Failed' ? (LastUpdateStatusReason ?? '?') : LastUpdateStatus,
  );
  const args = ['--code-sha256', sha, '--description', release];
  const { Version } = lambda<Configuration>('publish-version', name, ...args);
  await settled(name, Version, ({ State, StateReason }) =>
    State === 'Failed' ? (StateReason ?? '?') : State,
  );
  return Version;
}

const WAITS = ['InProgress', 'Pending'];
const DONE = ['Successful', 'Active', 'Inactive'];

async function settled(
  name: string,
  version: string,
  stateOf: (one: Configuration) => string | undefined,
): Promise<void> {
  for (;;) {
    const args = ['--qualifier', version];
    const state = stateOf(lambda('get-function-configuration', name, ...args)) ?? 'unknown';
    if (DONE.includes(state)) return;
    if (!WAITS.includes(state)) throw new Error(`${name} version ${version}: ${state}`);
    await pause();
  }
}

/** Calls one version itself, before anybody else does: what is wrong with its answer, or null. */
export function complaint(name: string, version: string, event: unknown): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'answer-'));
  const path = join(folder, 'answer.json');
  try {
    const binary = ['--cli-binary-format', 'raw-in-base64-out'];
    const args = ['--qualifier', version, ...binary, '--payload', JSON.stringify(event), path];
    const { FunctionError } = lambda<{ FunctionError?: string }>('invoke', name, ...args);
    const text = readFileSync(path, 'utf8');
    const status = FunctionError === undefined ? (JSON.parse(text)?.statusCode ?? 200) : 599;
    return status < 500 ? null : `${name} version ${version} answered ${text.slice(0, 500)}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many calls through the alias a version has failed since then. */
export function errorsOf(name: string, version: string, since: Date): number {
  const dimensions = { FunctionName: name, Resource: `${name}:${ALIAS}`, ExecutedVersion: version };
  const { Datapoints } = aws<{ Datapoints: readonly { readonly Sum: number }[] }>(
    'cloudwatch',
    'get-metric-statistics',
    '--namespace=AWS/Lambda',
    '--metric-name=Errors',
    '--statistics=Sum',
    '--period=60',
    `--start-time=${since.toISOString()}`,
    `--end-time=${new Date().toISOString()}`,
    '--dimensions',
    ...Object.entries(dimensions).map(([key, value]) => `Name=${key},Value=${value}`),
  );
  return Datapoints.reduce((sum, one) => sum + one.Sum, 0);
}
