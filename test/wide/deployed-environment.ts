import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { at, isRecord, list } from '../tools/finding.js';

/** Where a file of a repo sets the environment of an app; null stands for a value that is not in the file. */
export interface Deployed {
  readonly where: string;
  readonly app: string;
  readonly job: boolean;
  readonly env: Readonly<Record<string, string | null>>;
  /** How long it may take from the signal, in seconds; null where nothing says. */
  readonly grace: number | null;
}

const text = (repo: string, path: string) => readFileSync(join(repo, path), 'utf8');

function record(value: unknown): Readonly<Record<string, string | null>> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  // What Compose, Terraform or an operator fills in is not in the file.
  return Object.fromEntries(
    entries.map(([key, one]) => [key, typeof one === 'string' && !one.includes('${') ? one : null]),
  );
}

/** Every workload of the Kubernetes base. */
export function fromKubernetes(repo: string): readonly Deployed[] {
  const base = 'deploy/k8s/base';
  const apps = readdirSync(join(repo, base, 'apps')).map((name) => `${base}/apps/${name}`);
  return [...apps, `${base}/migrate.yaml`].flatMap((path) => {
    const documents = parseAllDocuments(text(repo, path)).map((one): unknown => one.toJS());
    return documents.flatMap((document): readonly Deployed[] => {
      const kind = at(document, 'kind');
      if (kind !== 'Deployment' && kind !== 'Job') return [];
      const spec = at(document, 'spec', 'template', 'spec');
      const grace = at(spec, 'terminationGracePeriodSeconds');
      const containers = [...list(at(spec, 'initContainers')), ...list(at(spec, 'containers'))];
      return containers.map((container) => ({
        where: `${path} ${String(at(container, 'name'))}`,
        app: String(at(document, 'metadata', 'name')),
        job: kind === 'Job',
        env: Object.fromEntries(
          list(at(container, 'env')).map((one) => {
            const value = at(one, 'value');
            return [String(at(one, 'name')), typeof value === 'string' ? value : null];
          }),
        ),
        grace:
          typeof grace === 'number'
            ? grace - Number(at(container, 'lifecycle', 'preStop', 'sleep', 'seconds') ?? 0)
            : null,
      }));
    });
  });
}

/** Every service of ours in the compose file. */
export function fromCompose(repo: string): readonly Deployed[] {
  const path = 'deploy/compose.yaml';
  const services: unknown = at(parse(text(repo, path)), 'services');
  return Object.entries(isRecord(services) ? services : {}).flatMap(([app, service]) => {
    if (at(service, 'build') === undefined) return [];
    const grace = /^(\d+)s$/.exec(String(at(service, 'stop_grace_period')))?.[1];
    const env = record(at(service, 'environment'));
    const job = at(service, 'build', 'target') === 'migrate';
    return [{ where: `${path} ${app}`, app, job, env, grace: grace ? Number(grace) : null }];
  });
}

/** Every app and job that Terraform deploys: from its data file, and what the root adds to each. */
export function fromTerraform(repo: string): readonly Deployed[] {
  const path = 'infra/terraform.tfvars.json';
  const data: unknown = JSON.parse(text(repo, path));
  const main = text(repo, 'infra/main.tf');
  const functions = main.includes('module "function"');
  const added = addedKeys(main, functions ? 'function' : 'service');
  const module = `infra/modules/container-service/main.tf`;
  const stop = functions ? undefined : /stopTimeout\s*=\s*(\d+)/.exec(text(repo, module))?.[1];
  const read = (kind: 'apps' | 'migrations', keys: readonly string[]): readonly Deployed[] => {
    const found: unknown = at(data, kind);
    return Object.entries(isRecord(found) ? found : {}).map(([app, one]) => ({
      where: `${path} ${kind}.${app}`,
      app,
      job: kind === 'migrations',
      env: {
        ...Object.fromEntries(keys.map((key) => [key, null])),
        ...record(at(one, 'environment')),
        ...Object.fromEntries(
          ['secrets', 'optional_secrets'].flatMap((kind) =>
            Object.keys(record(at(one, kind))).map((key) => [key, null]),
          ),
        ),
      },
      grace: kind === 'apps' && stop !== undefined ? Number(stop) : null,
    }));
  };
  return [...read('apps', added), ...read('migrations', [])];
}

function addedKeys(main: string, module: string): readonly string[] {
  const block = main.split(`module "${module}" {`)[1]?.split('\n}\n')[0] ?? '';
  return [...block.matchAll(/^ {4}([A-Z][A-Z_]+)\s+=/gm)].map((found) => found[1] ?? '');
}
