import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecs, migrate, pause, register } from './tasks.ts';

/**
 * Releases to one environment on ECS: migrate, roll out, look, and keep it or take it back.
 *   node infra/release.ts dev|prod <release> <file of <image>=sha256:… lines> <url>
 * Terraform makes services and tasks; this only tells them which image to run.
 */
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

const [environment = '', name = '', digestsPath = '', url = ''] = process.argv.slice(2);
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
const release = { name, digestsPath };
const say = (line: string) => process.stdout.write(`release.ts: ${line}\n`);

function services(): readonly Service[] {
  return chunks(names, 10).flatMap(
    (some) =>
      ecs<{ services: readonly Service[] }>('describe-services', { cluster, services: some })
        .services,
  );
}

/** ECS describes ten services at a time. */
function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return all.length === 0 ? [] : [all.slice(0, size), ...chunks(all.slice(size), size)];
}

/** Points services at tasks and waits; false when one of them did not become healthy. */
async function rollOut(wanted: ReadonlyMap<string, string>): Promise<boolean> {
  for (const [service, taskDefinition] of wanted)
    ecs('update-service', { cluster, service, taskDefinition });
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
    await pause();
  }
}

function isWell(): boolean {
  const script = join(import.meta.dirname, '../tools/smoke.sh');
  return spawnSync(script, [url], { stdio: 'inherit' }).status === 0;
}

async function main(): Promise<number> {
  const before = services();
  for (const slug of Object.keys(migrations)) {
    await migrate(`${cluster}-migrate-${slug}`, cluster, before[0]?.networkConfiguration, release);
    say(`${slug} is migrated`);
  }
  const next = new Map(names.map((app) => [app, register(`${cluster}-${app}`, release)]));
  if ((await rollOut(next)) && isWell()) {
    say(`${name} stays in ${environment}`);
    return 0;
  }
  say(`${name} is not well; back to the release before`);
  const old = new Map(before.map((one) => [one.serviceName, one.taskDefinition]));
  if (!(await rollOut(old))) say('the release before is not well either: look at the services now');
  return 1;
}

process.exitCode = await main().catch((error: Error) => {
  say(error.message);
  return 1;
});
