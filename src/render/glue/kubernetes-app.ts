import type { App, Blueprint } from '#architecture/schema.js';
import { appSecrets, appSettings } from './app-environment.js';
import { APP_PORT, imageName } from './deployables.js';
import { container, podSecurity, probe, setting, withScratch } from './kubernetes-pod.js';

export const NAME_LABEL = 'app.kubernetes.io/name';

function labels(app: App): Readonly<Record<string, string>> {
  return { [NAME_LABEL]: app.name };
}

function metadata(app: App) {
  return { name: app.name, labels: labels(app) };
}

function environment(blueprint: Blueprint, app: App) {
  const settings = Object.entries(appSettings(blueprint, app));
  return [
    ...settings.map(([name, value]) => ({ name, value })),
    // A quarter of the memory limit stays free for buffers, stacks and code.
    { name: 'NODE_OPTIONS', value: '--max-old-space-size=192' },
    setting('AUTH_ISSUER'),
    setting('RELEASE'),
    ...('AUTH_JWKS_URL' in appSettings(blueprint, app) ? [] : [setting('AUTH_JWKS_URL')]),
    ...appSecrets(blueprint, app).map((name) => ({
      name,
      valueFrom: { secretKeyRef: { name: app.name, key: name } },
    })),
    ...(app.modules.includes('auth')
      ? [
          {
            name: 'ADMIN_SETUP_TOKEN',
            valueFrom: {
              secretKeyRef: { name: app.name, key: 'ADMIN_SETUP_TOKEN', optional: true },
            },
          },
        ]
      : []),
  ];
}

function appContainer(blueprint: Blueprint, app: App) {
  return {
    ...container('app', imageName(blueprint, app.name)),
    env: environment(blueprint, app),
    ports: [{ name: 'http', containerPort: APP_PORT }],
    startupProbe: probe('/livez', 2, 30),
    livenessProbe: probe('/livez', 10, 3),
    readinessProbe: probe('/readyz', 5, 2),
    resources: {
      requests: { cpu: '100m', memory: '256Mi' },
      limits: { memory: '256Mi' },
    },
    // Endpoints learn that the pod is going before it stops listening.
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
  };
}

function deployment(blueprint: Blueprint, app: App) {
  const spread = {
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: labels(app) },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    // deploy.sh applies what carries this label last, after the migrations.
    metadata: { ...metadata(app), labels: { ...labels(app), 'deploy-step': 'serve' } },
    spec: {
      // No replicas: the autoscaler owns the number.
      selector: { matchLabels: labels(app) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels: labels(app) },
        spec: {
          serviceAccountName: app.name,
          ...podSecurity,
          terminationGracePeriodSeconds: 30,
          topologySpreadConstraints: [spread],
          ...withScratch([appContainer(blueprint, app)]),
        },
      },
    },
  };
}

function autoscaler(app: App) {
  const target = { type: 'Utilization', averageUtilization: 70 };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(app),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: app.name },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
    },
  };
}

/** Everything that runs one app in a cluster, except its network policy. */
export function appObjects(blueprint: Blueprint, app: App): readonly unknown[] {
  const port = { name: 'http', port: APP_PORT, targetPort: 'http' };
  const selector = { matchLabels: labels(app) };
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata(app),
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(app),
      spec: { selector: labels(app), ports: [port] },
    },
    deployment(blueprint, app),
    autoscaler(app),
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(app),
      spec: { maxUnavailable: 1, selector },
    },
  ];
}
