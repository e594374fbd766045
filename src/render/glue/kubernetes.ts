import type { Blueprint } from '#architecture/schema.js';
import { toYaml, toYamlDocuments } from '#render/yaml.js';
import { databases, imageName, processApps, publicApp } from './deployables.js';
import type { Deployment } from './deployment.js';
import { type GlueFile, gluedBy } from './glue-file.js';
import { NAME_LABEL, appObjects } from './kubernetes-app.js';
import { appNetworkPolicy, migrationNetworkPolicy } from './kubernetes-network.js';
import {
  container,
  heapLimit,
  podSecurity,
  resources,
  secret,
  withScratch,
} from './kubernetes-pod.js';
import { kubernetesReadme, MIGRATION_SECRETS, migrationKey } from './kubernetes-readme.js';

const MIGRATE = 'migrate';

/** Stands for the release in every overlay until deploy.sh writes the real one. */
const UNRELEASED = 'unreleased';

/** As many pods of an app as the overlay's replicas.yaml allows, and the one that a rollout adds. */
const REPLICAS_MAX: Readonly<Record<string, number>> = { dev: 3, prod: 13 };

/** Traces go to a collector in the namespace for monitoring; nothing here means that none are made. */
function collector({ features }: Blueprint): string {
  return features.includes('observability') ? 'http://otel-collector.monitoring:4318' : '';
}

/** Roles belong to the whole server, so databases are migrated one after the other. */
function migrationJob(blueprint: Blueprint) {
  const steps = databases(blueprint).map((database) => ({
    ...container(database.slug, imageName(blueprint, MIGRATE)),
    env: [
      ...(database.app === null ? [] : [{ name: 'APP', value: database.app }]),
      heapLimit,
      ...MIGRATION_SECRETS.map((name) => secret(MIGRATE, migrationKey(name, database), name)),
    ],
    resources: resources('50m'),
  }));
  const first = steps.slice(0, -1);
  const spec = {
    restartPolicy: 'Never',
    ...podSecurity,
    serviceAccountName: MIGRATE,
    ...(first.length > 0 ? { initContainers: first } : {}),
    ...withScratch(steps.slice(-1)),
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    // The overlay adds the release to the name: a job cannot be changed, and each release migrates once.
    metadata: { name: MIGRATE, labels: { [NAME_LABEL]: MIGRATE } },
    spec: {
      backoffLimit: 2,
      activeDeadlineSeconds: 900,
      ttlSecondsAfterFinished: 86400,
      template: { metadata: { labels: { [NAME_LABEL]: MIGRATE } }, spec },
    },
  };
}

const migrationAccount = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: MIGRATE },
  automountServiceAccountToken: false,
};

function entrance(blueprint: Blueprint) {
  const app = publicApp(blueprint);
  if (app === undefined) return [];
  const backend = { service: { name: app.name, port: { name: 'http' } } };
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
  const host = `${blueprint.project}.example.com`;
  // No class: the cluster's default one serves it.
  const spec = { tls: [{ hosts: [host], secretName: 'entrance-tls' }], rules: [{ host, http }] };
  return [
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'entrance' }, spec },
  ];
}

/** What features read besides secrets, with an example that the overlay replaces. */
function featureSettings(blueprint: Blueprint, deployment: Deployment): readonly string[] {
  const all = processApps(blueprint).flatMap((app) => deployment.settingsOf(app));
  const settings = all.filter(({ secret }) => !secret);
  return [...new Set(settings.map(({ key, example }) => `${key}=${example}`))];
}

function overlay(
  blueprint: Blueprint,
  deployment: Deployment,
  stage: string,
  patches: readonly unknown[],
) {
  const host =
    stage === 'prod'
      ? `${blueprint.project}.example.com`
      : `${blueprint.project}.${stage}.example.com`;
  const hosts = [
    { op: 'replace', path: '/spec/rules/0/host', value: host },
    { op: 'replace', path: '/spec/tls/0/hosts/0', value: host },
  ];
  const migrates = databases(blueprint).length > 0;
  const names = [...processApps(blueprint).map((app) => app.name), ...(migrates ? [MIGRATE] : [])];
  const jobName = [{ op: 'replace', path: '/metadata/name', value: `${MIGRATE}-${UNRELEASED}` }];
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: `${blueprint.project}-${stage}`,
    resources: ['../../base'],
    labels: [
      {
        pairs: {
          'app.kubernetes.io/part-of': blueprint.project,
          'app.kubernetes.io/version': UNRELEASED,
        },
        includeTemplates: true,
      },
    ],
    configMapGenerator: [
      {
        name: 'settings',
        literals: [
          `AUTH_ISSUER=https://${host}`,
          ...(blueprint.modules.some((module) => module.name === 'auth')
            ? []
            : [`AUTH_JWKS_URL=https://${host}/.well-known/jwks.json`]),
          `RELEASE=${UNRELEASED}`,
          `REPLICAS_MAX=${REPLICAS_MAX[stage]}`,
          `OTEL_EXPORTER_OTLP_ENDPOINT=${collector(blueprint)}`,
          ...featureSettings(blueprint, deployment),
        ],
      },
    ],
    images: names.map((name) => ({
      name: imageName(blueprint, name),
      newName: `registry.example.com/${imageName(blueprint, name)}`,
      newTag: UNRELEASED,
    })),
    patches: [
      { target: { kind: 'Ingress' }, patch: toYaml(hosts) },
      ...(migrates ? [{ target: { kind: 'Job', name: MIGRATE }, patch: toYaml(jobName) }] : []),
      ...patches,
    ],
  };
}

/** `deploy/k8s`: a base with a file per app, and an overlay per environment. */
export function kubernetesFiles(blueprint: Blueprint, deployment: Deployment): readonly GlueFile[] {
  const file = gluedBy('kubernetes', 'k8s-kustomize');
  const apps = processApps(blueprint);
  const migrates = databases(blueprint).length > 0;
  const resources = [
    'namespace.yaml',
    'default-deny.yaml',
    ...apps.map((app) => `apps/${app.name}.yaml`),
    ...(migrates ? ['migrate.yaml'] : []),
    'entrance.yaml',
  ];
  const base = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
  const dev = [{ target: { kind: 'HorizontalPodAutoscaler' }, path: 'replicas.yaml' }];
  const at = 'deploy/k8s';
  return [
    file(`${at}/README.md`, kubernetesReadme(blueprint, deployment)),
    file(`${at}/base/kustomization.yaml`, toYaml(base)),
    ...apps.map((app) =>
      file(
        `${at}/base/apps/${app.name}.yaml`,
        toYamlDocuments([
          ...appObjects(blueprint, deployment, app),
          appNetworkPolicy(blueprint, deployment, app),
        ]),
      ),
    ),
    ...(migrates
      ? [
          file(
            `${at}/base/migrate.yaml`,
            toYamlDocuments([
              migrationAccount,
              migrationJob(blueprint),
              migrationNetworkPolicy(MIGRATE),
            ]),
          ),
        ]
      : []),
    file(`${at}/base/entrance.yaml`, toYamlDocuments(entrance(blueprint))),
    file(
      `${at}/overlays/dev/kustomization.yaml`,
      toYaml(overlay(blueprint, deployment, 'dev', dev)),
    ),
    file(
      `${at}/overlays/prod/kustomization.yaml`,
      toYaml(overlay(blueprint, deployment, 'prod', dev)),
    ),
  ];
}
