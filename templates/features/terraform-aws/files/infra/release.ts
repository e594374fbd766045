import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Releases to one environment on ECS: migrate, roll out, look, and keep it or take it back.
 *   node infra/release.ts dev|prod <release> <file of <image>=sha256:… lines> <url>
 * Terraform makes services and tasks; this only tells them which image to run.
 */
interface Container {
  readonly image: string;
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
}

interface TaskDefinition {
  readonly taskDefinitionArn: string;
  readonly containerDefinitions: readonly Container[];
}

interface Service {
  readonly serviceName: string;
  readonly taskDefinition: string;
  readonly networkConfiguration: unknown;
  readonly deployments: readonly {
    readonly status: string;
    readonly taskDefinition: string;
    readonly rolloutState: string;
  }[];
}

interface Started {
  readonly tasks: readonly { readonly taskArn: string }[];
  readonly failures: readonly unknown[];
}

interface Running {
  readonly tasks: readonly {
    readonly lastStatus: string;
    readonly containers?: readonly { readonly exitCode?: number }[];
  }[];
}

const [environment = '', release = '', digestsPath = '', url = ''] = process.argv.slice(2);
if (url === '') {
  process.stderr.write('usage: node infra/release.ts dev|prod <release> <digests> <url>\n');
  process.exit(2);
}
const {
  project,
  apps,
  migrations = {},
} = JSON.parse(readFileSync(join(import.meta.dirname, 'terraform.tfvars.json'), 'utf8'));
const cluster = `${project}-${environment}`;
const names = Object.keys(apps);
const digests = new Map(
  readFileSync(digestsPath, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): [string, string] => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1),
    ]),
);
const pause = Number(process.env['POLL_SECONDS'] ?? 5) * 1000;
const say = (line: string) => process.stdout.write(`release.ts: ${line}\n`);

function aws<Answer>(command: string, input: object): Answer {
  const args = ['ecs', command, '--output', 'json', '--cli-input-json', JSON.stringify(input)];
  return JSON.parse(execFileSync('aws', args, { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }));
}

/** What `describe` adds and `register` refuses. */
const DESCRIBED = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
];

/** A new revision of a task that runs this release's image; gives its ARN. */
function register(family: string): string {
  const { taskDefinition } = aws<{ taskDefinition: TaskDefinition }>('describe-task-definition', {
    taskDefinition: family,
  });
  const containerDefinitions = taskDefinition.containerDefinitions.map((container) => ({
    ...container,
    image: pinned(container.image),
    environment: container.environment?.map((one) =>
      one.name === 'RELEASE' ? { ...one, value: release } : one,
    ),
  }));
  const kept = Object.entries(taskDefinition).filter(([key]) => !DESCRIBED.includes(key));
  const input = { ...Object.fromEntries(kept), containerDefinitions };
  return aws<{ taskDefinition: TaskDefinition }>('register-task-definition', input).taskDefinition
    .taskDefinitionArn;
}

/** The same repository, this release's digest. */
function pinned(image: string): string {
  const repository = image.replace(/(@sha256:[0-9a-f]+|:[^/:]+)$/, '');
  const digest = digests.get(repository.slice(repository.lastIndexOf('/') + 1));
  if (digest === undefined) throw new Error(`${digestsPath} does not name ${repository}`);
  return `${repository}@${digest}`;
}

function services(): readonly Service[] {
  return chunks(names, 10).flatMap(
    (some) =>
      aws<{ services: readonly Service[] }>('describe-services', { cluster, services: some })
        .services,
  );
}

/** ECS describes ten services at a time. */
function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return all.length === 0 ? [] : [all.slice(0, size), ...chunks(all.slice(size), size)];
}

async function migrate(network: unknown): Promise<void> {
  for (const slug of Object.keys(migrations)) {
    const taskDefinition = register(`${cluster}-migrate-${slug}`);
    const run = { cluster, taskDefinition, launchType: 'FARGATE', networkConfiguration: network };
    const { tasks, failures } = aws<Started>('run-task', run);
    const task = tasks[0];
    if (!task) throw new Error(`migration ${slug} did not start: ${JSON.stringify(failures)}`);
    const code = await exitCode(task.taskArn);
    if (code !== 0)
      throw new Error(
        `migration ${slug} ended with ${code}; its log is /${cluster}-migrate-${slug}`,
      );
    say(`${slug} is migrated`);
  }
}

async function exitCode(task: string): Promise<number | undefined> {
  for (;;) {
    const [found] = aws<Running>('describe-tasks', { cluster, tasks: [task] }).tasks;
    if (found?.lastStatus === 'STOPPED') return found.containers?.[0]?.exitCode;
    await sleep(pause);
  }
}

/** Points services at tasks and waits; false when one of them did not become healthy. */
async function rollOut(wanted: ReadonlyMap<string, string>): Promise<boolean> {
  for (const [service, taskDefinition] of wanted)
    aws('update-service', { cluster, service, taskDefinition });
  for (;;) {
    const primaries = services().map(({ serviceName, deployments }) => ({
      wanted: wanted.get(serviceName),
      found: deployments.find(({ status }) => status === 'PRIMARY'),
    }));
    // ECS itself goes back to the tasks before when new ones keep failing.
    const lost = primaries.filter(
      ({ wanted: arn, found }) => found?.taskDefinition !== arn || found?.rolloutState === 'FAILED',
    );
    if (lost.length > 0) return false;
    if (primaries.every(({ found }) => found?.rolloutState === 'COMPLETED')) return true;
    await sleep(pause);
  }
}

function isWell(): boolean {
  const script = join(import.meta.dirname, '../tools/smoke.sh');
  return spawnSync(script, [url], { stdio: 'inherit' }).status === 0;
}

async function main(): Promise<number> {
  const before = services();
  await migrate(before[0]?.networkConfiguration);
  const next = new Map(names.map((name) => [name, register(`${cluster}-${name}`)]));
  if ((await rollOut(next)) && isWell()) {
    say(`${release} stays in ${environment}`);
    return 0;
  }
  say(`${release} is not well; back to the release before`);
  const old = new Map(before.map((one) => [one.serviceName, one.taskDefinition]));
  if (!(await rollOut(old))) say('the release before is not well either: look at the services now');
  return 1;
}

process.exitCode = await main().catch((error: Error) => {
  say(error.message);
  return 1;
});
