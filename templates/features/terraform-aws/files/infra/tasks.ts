import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Tasks on ECS that a release starts or registers, each with the image of the release by its digest. */
interface Container {
  readonly image: string;
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
}

interface TaskDefinition {
  readonly taskDefinitionArn: string;
  readonly containerDefinitions: readonly Container[];
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

/** What is released, and where its list of `<image>=sha256:…` lines is. */
export interface Release {
  readonly name: string;
  readonly digestsPath: string;
}

export const pause = () => sleep(Number(process.env['POLL_SECONDS'] ?? 5) * 1000);

export function aws<Answer>(service: string, command: string, ...args: readonly string[]): Answer {
  const all = [service, command, '--output', 'json', ...args];
  return JSON.parse(execFileSync('aws', all, { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }));
}

export const ecs = <Answer>(command: string, input: object): Answer =>
  aws('ecs', command, '--cli-input-json', JSON.stringify(input));

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
export function register(family: string, release: Release): string {
  const { taskDefinition } = ecs<{ taskDefinition: TaskDefinition }>('describe-task-definition', {
    taskDefinition: family,
  });
  const containerDefinitions = taskDefinition.containerDefinitions.map((container) => ({
    ...container,
    image: pinned(container.image, release.digestsPath),
    environment: container.environment?.map((one) =>
      one.name === 'RELEASE' ? { ...one, value: release.name } : one,
    ),
  }));
  const kept = Object.entries(taskDefinition).filter(([key]) => !DESCRIBED.includes(key));
  const input = { ...Object.fromEntries(kept), containerDefinitions };
  return ecs<{ taskDefinition: TaskDefinition }>('register-task-definition', input).taskDefinition
    .taskDefinitionArn;
}

/** The same repository, this release's digest. */
function pinned(image: string, digestsPath: string): string {
  const repository = image.replace(/(@sha256:[0-9a-f]+|:[^/:]+)$/, '');
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const digest = readFileSync(digestsPath, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  if (digest === undefined) throw new Error(`${digestsPath} does not name ${repository}`);
  return `${repository}@${digest}`;
}

/** Runs the migration of one database to its end; throws where it does not end well. */
export async function migrate(
  family: string,
  cluster: string,
  networkConfiguration: unknown,
  release: Release,
): Promise<void> {
  const taskDefinition = register(family, release);
  const run = { cluster, taskDefinition, launchType: 'FARGATE', networkConfiguration };
  const { tasks, failures } = ecs<Started>('run-task', run);
  const task = tasks[0];
  if (!task) throw new Error(`migration ${family} did not start: ${JSON.stringify(failures)}`);
  const code = await exitCode(cluster, task.taskArn);
  if (code !== 0) throw new Error(`migration ${family} ended with ${code}; its log is /${family}`);
}

async function exitCode(cluster: string, task: string): Promise<number | undefined> {
  for (;;) {
    const [found] = ecs<Running>('describe-tasks', { cluster, tasks: [task] }).tasks;
    if (found?.lastStatus === 'STOPPED') return found.containers?.[0]?.exitCode;
    await pause();
  }
}
