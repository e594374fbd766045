import type { App, Blueprint } from '#architecture/schema.js';
import { calledApps } from './app-environment.js';
import {
  APP_PORT,
  processApps,
  publicApp,
  talksToBroker,
  usesKafka,
  usesPostgres,
} from './deployables.js';
import { NAME_LABEL } from './kubernetes-app.js';

interface Peer {
  readonly [kind: string]: unknown;
}

/** Databases and brokers stand outside the cluster, in private networks. */
const PRIVATE_NETWORKS: readonly Peer[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(
  (cidr) => ({ ipBlock: { cidr } }),
);

const INGRESS_CONTROLLER: Peer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
};

function pods(names: readonly string[]): readonly Peer[] {
  return names.map((name) => ({ podSelector: { matchLabels: { [NAME_LABEL]: name } } }));
}

function tcp(port: number) {
  return [{ protocol: 'TCP', port }];
}

function storePorts(blueprint: Blueprint, app: App): readonly number[] {
  const talks = talksToBroker(blueprint, app);
  const postgres = usesPostgres(blueprint, app) || (talks && !usesKafka(blueprint));
  return [
    ...(postgres ? [5432] : []),
    ...(talks && usesKafka(blueprint) ? [9092, 9094, 9096] : []),
  ];
}

/** Who may call an app, and what it may call; all else is denied by the base. */
export function appNetworkPolicy(blueprint: Blueprint, app: App) {
  const callers = processApps(blueprint)
    .filter((other) => calledApps(blueprint, other).includes(app.name))
    .map((other) => other.name);
  const entrance = publicApp(blueprint)?.name === app.name ? [INGRESS_CONTROLLER] : [];
  const from = [...pods(callers), ...entrance];
  const called = calledApps(blueprint, app);
  const egress = [
    ...(called.length > 0 ? [{ to: pods(called), ports: tcp(APP_PORT) }] : []),
    ...storePorts(blueprint, app).map((port) => ({ to: PRIVATE_NETWORKS, ports: tcp(port) })),
  ];
  return policy(app.name, {
    ...(from.length > 0 ? { ingress: [{ from, ports: tcp(APP_PORT) }] } : {}),
    egress,
  });
}

/** The migration job reaches the database and nothing else. */
export function migrationNetworkPolicy(name: string) {
  return policy(name, { egress: [{ to: PRIVATE_NETWORKS, ports: tcp(5432) }] });
}

function policy(name: string, rules: Readonly<Record<string, unknown>>) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: {
      podSelector: { matchLabels: { [NAME_LABEL]: name } },
      policyTypes: ['Ingress', 'Egress'],
      ...rules,
    },
  };
}
