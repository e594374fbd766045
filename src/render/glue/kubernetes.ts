import type { Blueprint } from '#architecture/schema.js';
import { toYaml, toYamlDocuments } from '#render/yaml.js';
import { databases, imageName, processApps, publicApp } from './deployables.js';
import { type GlueFile, gluedBy } from './glue-file.js';
import { NAME_LABEL, appObjects } from './kubernetes-app.js';
import { appNetworkPolicy, migrationNetworkPolicy } from './kubernetes-network.js';
import { container, podSecurity, withScratch } from './kubernetes-pod.js';

const MIGRATE = 'migrate';

/** Roles belong to the whole server, so databases are migrated one after the other. */
function migrationJob(blueprint: Blueprint) {
  const steps = databases(blueprint).map((database) => ({
    ...container(database.slug, imageName(blueprint, MIGRATE)),
    env: [
      ...(database.app === null ? [] : [{ name: 'APP', value: database.app }]),
      ...['MIGRATE_DATABASE_URL', 'DATABASE_URL'].map((name) => ({
        name,
        valueFrom: {
          secretKeyRef: { name: MIGRATE, key: `${name}_${database.name.toUpperCase()}` },
        },
      })),
    ],
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  }));
  const first = steps.slice(0, -1);
  const spec = {
    restartPolicy: 'Never',
    ...podSecurity,
    ...(first.length > 0 ? { initContainers: first } : {}),
    ...withScratch(steps.slice(-1)),
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: MIGRATE, labels: { [NAME_LABEL]: MIGRATE } },
    spec: {
      backoffLimit: 2,
      activeDeadlineSeconds: 900,
      ttlSecondsAfterFinished: 86400,
      template: { metadata: { labels: { [NAME_LABEL]: MIGRATE } }, spec },
    },
  };
}

function entrance(blueprint: Blueprint) {
  const app = publicApp(blueprint);
  if (app === undefined) return [];
  const backend = { service: { name: app.name, port: { name: 'http' } } };
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
  const host = `${blueprint.project}.example.com`;
  const spec = {
    ingressClassName: 'nginx',
    tls: [{ hosts: [host], secretName: 'entrance-tls' }],
    rules: [{ host, http }],
  };
  return [
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'entrance' }, spec },
  ];
}

function overlay(blueprint: Blueprint, stage: string, patches: readonly unknown[]) {
  const host =
    stage === 'prod'
      ? `${blueprint.project}.example.com`
      : `${blueprint.project}.${stage}.example.com`;
  const hosts = [
    { op: 'replace', path: '/spec/rules/0/host', value: host },
    { op: 'replace', path: '/spec/tls/0/hosts/0', value: host },
  ];
  const names = [...processApps(blueprint).map((app) => app.name), MIGRATE];
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: `${blueprint.project}-${stage}`,
    resources: ['../../base'],
    configMapGenerator: [
      {
        name: 'settings',
        literals: [
          `AUTH_ISSUER=https://${host}`,
          ...(blueprint.modules.some((module) => module.name === 'auth')
            ? []
            : [`AUTH_JWKS_URL=https://${host}/.well-known/jwks.json`]),
          'RELEASE=unreleased',
        ],
      },
    ],
    images: names.map((name) => ({
      name: imageName(blueprint, name),
      newName: `registry.example.com/${imageName(blueprint, name)}`,
      newTag: 'unreleased',
    })),
    patches: [{ target: { kind: 'Ingress' }, patch: toYaml(hosts) }, ...patches],
  };
}

/** `deploy/k8s`: a base with a file per app, and an overlay per environment. */
export function kubernetesFiles(blueprint: Blueprint): readonly GlueFile[] {
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
    file(`${at}/base/kustomization.yaml`, toYaml(base)),
    ...apps.map((app) =>
      file(
        `${at}/base/apps/${app.name}.yaml`,
        toYamlDocuments([...appObjects(blueprint, app), appNetworkPolicy(blueprint, app)]),
      ),
    ),
    ...(migrates
      ? [
          file(
            `${at}/base/migrate.yaml`,
            toYamlDocuments([migrationJob(blueprint), migrationNetworkPolicy(MIGRATE)]),
          ),
        ]
      : []),
    file(`${at}/base/entrance.yaml`, toYamlDocuments(entrance(blueprint))),
    file(`${at}/overlays/dev/kustomization.yaml`, toYaml(overlay(blueprint, 'dev', dev))),
    file(`${at}/overlays/prod/kustomization.yaml`, toYaml(overlay(blueprint, 'prod', dev))),
  ];
}
