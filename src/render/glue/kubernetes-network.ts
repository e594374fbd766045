import type { App, Blueprint } from '#architecture/schema.js';
import { appSettings, calledApps } from './app-environment.js';
import {
  APP_PORT,
  METRICS_PORT,
  processApps,
  publicApp,
  talksToBroker,
  usesKafka,
  usesPostgres,
} from './deployables.js';
import type { Deployment } from './deployment.js';
import { NAME_LABEL } from './kubernetes-app.js';

interface Peer {
  readonly [kind: string]: unknown;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Databases and brokers stand outside the cluster, in private networks. */
const PRIVATE_NETWORKS: readonly Peer[] = PRIVATE.map((cidr) => ({ ipBlock: { cidr } }));

/** Everything but private networks and the metadata of the machine. */
const INTERNET: readonly Peer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: [...PRIVATE, '169.254.0.0/16'] } },
];

/** Namespaces that an operator has labelled, so that no product is named here. */
function namespaces(role: 'entrance' | 'monitoring'): Peer {
  return { namespaceSelector: { matchLabels: { 'network-role': role } } };
}

function pods(names: readonly string[]): readonly Peer[] {
  return names.map((name) => ({ podSelector: { matchLabels: { [NAME_LABEL]: name } } }));
}

/** Where a pod on EKS exchanges its ServiceAccount for the rights of its role; on its own node. */
const POD_IDENTITY: readonly Peer[] = [{ ipBlock: { cidr: '169.254.170.23/32' } }];

const OF_THE_INTERNET = [443, 465, 587];
const OTLP = 4318;
const OF_COLLECTORS = [4317, OTLP];

/** Where a port outside of our own apps is looked for. */
function outside(port: number): readonly Peer[] {
  if (OF_THE_INTERNET.includes(port)) return INTERNET;
  return OF_COLLECTORS.includes(port) ? [namespaces('monitoring')] : PRIVATE_NETWORKS;
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
export function appNetworkPolicy(blueprint: Blueprint, deployment: Deployment, app: App) {
  const callers = processApps(blueprint)
    .filter((other) => calledApps(blueprint, other).includes(app.name))
    .map((other) => other.name);
  const entrance = publicApp(blueprint)?.name === app.name ? [namespaces('entrance')] : [];
  const from = [...pods(callers), ...entrance];
  const called = calledApps(blueprint, app);
  const egress = [
    ...(called.length > 0 ? [{ to: pods(called), ports: tcp(APP_PORT) }] : []),
    ...[...storePorts(blueprint, app), ...deployment.egressOf(app)].map((port) => ({
      to: outside(port),
      ports: tcp(port),
    })),
    ...(blueprint.features.includes('terraform-aws-eks') && app.extensions.includes('file-storage')
      ? [{ to: POD_IDENTITY, ports: tcp(80) }]
      : []),
    { to: outside(OTLP), ports: tcp(OTLP) },
    // The key set of an external issuer, where auth is not part of this repo.
    ...('AUTH_JWKS_URL' in appSettings(blueprint, app) ? [] : [{ to: INTERNET, ports: tcp(443) }]),
  ];
  const ingress = [
    // No callers would mean everybody.
    ...(from.length > 0 ? [{ from, ports: tcp(APP_PORT) }] : []),
    { from: [namespaces('monitoring')], ports: tcp(METRICS_PORT) },
  ];
  return policy(app.name, { ingress, egress });
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
