import type { App, Blueprint } from '#architecture/schema.js';
import { appSecrets, appSettings, TRACE_HEADERS } from './app-environment.js';
import { APP_PORT, imageName, METRICS_PORT, usesPostgres } from './deployables.js';
import type { Deployment } from './deployment.js';
import {
  container,
  heapLimit,
  podSecurity,
  probe,
  resources,
  secret,
  setting,
  withScratch,
} from './kubernetes-pod.js';

export const NAME_LABEL = 'app.kubernetes.io/name';

function labels(app: App): Readonly<Record<string, string>> {
  return { [NAME_LABEL]: app.name };
}

function metadata(app: App) {
  return { name: app.name, labels: labels(app) };
}

function environment(blueprint: Blueprint, added: Deployment, app: App) {
  const settings = Object.entries(appSettings(blueprint, app));
  return [
    ...settings.map(([name, value]) => ({ name, value })),
    heapLimit,
    setting('AUTH_ISSUER'),
    setting('RELEASE'),
    setting('OTEL_EXPORTER_OTLP_ENDPOINT'),
    secret(app.name, TRACE_HEADERS, TRACE_HEADERS, true),
    ...(usesPostgres(blueprint, app) ? [setting('REPLICAS_MAX')] : []),
    ...('AUTH_JWKS_URL' in appSettings(blueprint, app) ? [] : [setting('AUTH_JWKS_URL')]),
    ...appSecrets(blueprint, app).map((name) => secret(app.name, name)),
    ...added
      .settingsOf(app)
      .map(({ key, secret: isSecret, optional }) =>
        isSecret ? secret(app.name, key, key, optional) : setting(key),
      ),
    ...(app.modules.includes('auth')
      ? [secret(app.name, 'ADMIN_SETUP_TOKEN', 'ADMIN_SETUP_TOKEN', true)]
      : []),
  ];
}

function appContainer(blueprint: Blueprint, added: Deployment, app: App) {
  return {
    ...container('app', imageName(blueprint, app.name)),
    env: environment(blueprint, added, app),
    ports: [
      { name: 'http', containerPort: APP_PORT },
      { name: 'metrics', containerPort: METRICS_PORT },
    ],
    startupProbe: probe('/livez', 2, 30),
    livenessProbe: probe('/livez', 10, 3),
    readinessProbe: probe('/readyz', 5, 2),
    resources: resources('100m'),
    // Endpoints learn that the pod is going before it stops listening.
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
  };
}

/** Pods of one release over zones and over nodes: losing one of either leaves others. */
function spread(app: App) {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: labels(app) },
    matchLabelKeys: ['pod-template-hash'],
  }));
}

function deployment(blueprint: Blueprint, added: Deployment, app: App) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    // deploy.sh applies what carries this label last, after the migrations.
    metadata: { ...metadata(app), labels: { ...labels(app), 'deploy-step': 'serve' } },
    spec: {
      // No replicas: the autoscaler owns the number.
      selector: { matchLabels: labels(app) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      minReadySeconds: 5,
      progressDeadlineSeconds: 300,
      revisionHistoryLimit: 5,
      template: {
        metadata: { labels: labels(app), annotations: scraped },
        spec: {
          serviceAccountName: app.name,
          ...podSecurity,
          terminationGracePeriodSeconds: 30,
          topologySpreadConstraints: spread(app),
          ...withScratch([appContainer(blueprint, added, app)]),
        },
      },
    },
  };
}

/** What most installations of Prometheus look for. */
const scraped = {
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': String(METRICS_PORT),
  'prometheus.io/path': '/metrics',
};

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
      // Up at once and by doubling; down one by one, and only after five quiet minutes.
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Max',
          policies: [
            { type: 'Percent', value: 100, periodSeconds: 30 },
            { type: 'Pods', value: 2, periodSeconds: 30 },
          ],
        },
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
        },
      },
    },
  };
}

/** Everything that runs one app in a cluster, except its network policy. */
export function appObjects(blueprint: Blueprint, added: Deployment, app: App): readonly unknown[] {
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
    deployment(blueprint, added, app),
    autoscaler(app),
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(app),
      // A pod that is not ready may always go: it must not block the drain of a node.
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector },
    },
  ];
}
