import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { complaint, configurationOf, errorsOf, lead, liveVersion, publish } from './functions.ts';
import { migrate } from './tasks.ts';

/**
 * Releases to one environment on Lambda: migrate, publish versions, ask each, give them a share of the calls, look,
 * and give them all calls or none.
 *   node infra/release-functions.ts dev|prod <release> <file of <image>=sha256:… lines> <url>
 * Packages are those in dist/packages. Terraform makes functions and their alias; this only says where it leads.
 */
interface App {
  readonly trigger: 'http' | 'messages' | 'schedule';
  readonly paths: readonly string[];
}

/** A function, the version that it runs, and the one that it shall run. */
interface Change {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const [environment = '', release = '', digestsPath = '', url = ''] = process.argv.slice(2);
if (url === '') {
  process.stderr.write(
    'usage: node infra/release-functions.ts dev|prod <release> <digests> <url>\n',
  );
  process.exit(2);
}
const {
  project,
  apps,
  migrations = {},
}: { project: string; apps: Record<string, App>; migrations?: object } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'terraform.tfvars.json'), 'utf8'),
);
const name = (app: string) => `${project}-${environment}-${app}`;
const say = (line: string) => process.stdout.write(`release-functions.ts: ${line}\n`);

/** Part of the calls that new versions get first, and for how long; numbers of CloudWatch come a minute late. */
const SHARE = 0.1;
const WATCHED_MS = Number(process.env['WATCH_SECONDS'] ?? 180) * 1000;

/** Migrations run where functions run. */
function network(): unknown {
  const found = Object.keys(apps)
    .map((app) => configurationOf(name(app)).VpcConfig)
    .find((one) => one !== undefined && one.SubnetIds.length > 0);
  const { SubnetIds: subnets, SecurityGroupIds: securityGroups } = found ?? {};
  return { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp: 'DISABLED' } };
}

async function migrateAll(): Promise<void> {
  const slugs = Object.keys(migrations);
  const where = slugs.length > 0 ? network() : null;
  for (const slug of slugs) {
    await migrate(name(`migrate-${slug}`), name('jobs'), where, { name: release, digestsPath });
    say(`${slug} is migrated`);
  }
}

async function versions(): Promise<readonly Change[]> {
  const all: Change[] = [];
  for (const app of Object.keys(apps)) {
    const from = liveVersion(name(app));
    const path = join(import.meta.dirname, '../dist/packages', `${app}.zip`);
    all.push({ name: name(app), from, to: await publish(name(app), path, release) });
  }
  return all.filter(({ from, to }) => from !== to);
}

/** The least that each kind of function can be asked: it starts, reads its secrets, and answers. */
const EVENTS: Readonly<Record<App['trigger'], (app: App) => unknown>> = {
  http: ({ paths }) => ({
    version: '2.0',
    rawPath: paths[0] ?? '/',
    rawQueryString: '',
    headers: {},
    requestContext: { http: { method: 'GET', sourceIp: '127.0.0.1' } },
  }),
  messages: () => ({ Records: [] }),
  schedule: () => ({}),
};

function answer(changes: readonly Change[]): boolean {
  const wrong = changes.flatMap(({ name: changed, to }) => {
    const [, app] = Object.entries(apps).find(([key]) => name(key) === changed) ?? [];
    return (app && complaint(changed, to, EVENTS[app.trigger](app))) ?? [];
  });
  for (const line of wrong) say(line);
  return wrong.length === 0;
}

function isServed(): boolean {
  const script = join(import.meta.dirname, '../tools/smoke.sh');
  const paths = Object.values(apps).flatMap((app) => app.paths);
  return spawnSync(script, [url, ...paths], { stdio: 'inherit' }).status === 0;
}

/** New versions get a share of the calls; false where one of them failed a call, or the system is not well. */
async function bearAShare(changes: readonly Change[]): Promise<boolean> {
  if (changes.length === 0) return true;
  const since = new Date();
  for (const { name: changed, from, to } of changes) lead(changed, from, { [to]: SHARE });
  say(`${changes.length} new versions get ${SHARE * 100} % of the calls`);
  await sleep(WATCHED_MS);
  const failing = changes.filter((one) => errorsOf(one.name, one.to, since) > 0);
  for (const one of failing) say(`${one.name} version ${one.to} failed calls`);
  return failing.length === 0 && isServed();
}

function promote(changes: readonly Change[]): boolean {
  for (const { name: changed, to } of changes) lead(changed, to, {});
  return isServed();
}

/** Every alias is put back, whatever happens to another one. */
function takeBack(changes: readonly Change[]): void {
  for (const { name: changed, from } of changes) {
    try {
      lead(changed, from, {});
    } catch (error) {
      say(`${changed} could not be put back to version ${from}, do it now: ${String(error)}`);
    }
  }
}

async function main(): Promise<number> {
  await migrateAll();
  const changes = await versions();
  if (!answer(changes)) {
    say(`${release} is not well; nobody has called it`);
    return 1;
  }
  const well = await Promise.resolve()
    .then(async () => (await bearAShare(changes)) && promote(changes))
    .catch((error: Error) => (say(error.message), false));
  if (well) {
    say(`${release} stays in ${environment}`);
    return 0;
  }
  say(`${release} is not well; back to the release before`);
  takeBack(changes);
  return 1;
}

process.exitCode = await main().catch((error: Error) => {
  say(error.message);
  return 1;
});
