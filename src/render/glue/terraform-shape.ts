import type { App, Blueprint } from '#architecture/schema.js';
import { hostsAuth, poolSize, TRACE_HEADERS } from './app-environment.js';
import { databases, processApps, usesKafka, usesPostgres } from './deployables.js';
import type { AppSetting, Deployment } from './deployment.js';

/** What the root is made of; decides which modules, variables, outputs and tests it has. */
export interface RootShape {
  /** Containers on ECS, containers on EKS, or functions. */
  readonly compute: 'ecs' | 'eks' | 'functions';
  readonly postgres: boolean;
  readonly tables: boolean;
  readonly kafka: boolean;
  readonly cache: boolean;
  readonly objects: boolean;
  readonly mail: boolean;
  /** Regions that data may be in; null where nobody says. */
  readonly regions: readonly string[] | null;
  /** Keys that an operator gives a value by `settings`, with an example. */
  readonly settings: Readonly<Record<string, string>>;
  /** The largest pool of a process; functions share a proxy. */
  readonly pool: number;
  /** Keys of the secrets that some app does without. */
  readonly optionalSecrets: readonly string[];
  /** TCP ports of the internet that apps reach. */
  readonly egress: readonly number[];
}

/** Regions of AWS in the European Union; London and Zurich are not. */
const EU_REGIONS = ['central-1', 'north-1', 'south-1', 'south-2', 'west-1', 'west-3'].map(
  (place) => `eu-${place}`,
);

/** Ports that a module of ours opens between two security groups. */
const INSIDE = new Set([5432, 6379]);

/** Terraform knows this one by itself. */
const BUCKET = 'S3_BUCKET';

/** Needed where objects are not in S3 itself: here the role of an app opens the bucket, and no key does. */
const ELSEWHERE = /^S3_(ENDPOINT|PUBLIC_ENDPOINT|ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/;

const KINDS = {
  setting: ({ secret }) => !secret,
  secret: ({ secret, optional }) => secret && !optional,
  'optional secret': ({ secret, optional }) => secret && optional,
} satisfies Readonly<Record<string, (one: AppSetting) => boolean>>;

/** Keys that features add to an app on AWS. */
export function addedKeys(
  deployment: Deployment,
  app: App,
  kind: keyof typeof KINDS,
): readonly string[] {
  return deployment
    .settingsOf(app)
    .filter((one) => KINDS[kind](one) && !ELSEWHERE.test(one.key))
    .map(({ key }) => key);
}

/** Secrets that an app does without. */
export function optionalSecrets(deployment: Deployment, app: App): readonly string[] {
  return [
    ...(hostsAuth(app) ? ['ADMIN_SETUP_TOKEN'] : []),
    ...(app.kind === 'function' ? [] : [TRACE_HEADERS]),
    ...addedKeys(deployment, app, 'optional secret'),
  ];
}

/** True for an app that works with objects in the bucket of its environment. */
export function usesObjects(app: App): boolean {
  return app.extensions.includes('file-storage');
}

function computeOf(blueprint: Blueprint): RootShape['compute'] {
  if (processApps(blueprint).length === 0) return 'functions';
  return blueprint.features.includes('terraform-aws-eks') ? 'eks' : 'ecs';
}

export function shapeOf(blueprint: Blueprint, deployment: Deployment): RootShape {
  const has = (feature: string) => blueprint.features.includes(feature);
  const asked = blueprint.apps.flatMap((app) => deployment.settingsOf(app));
  const open = asked.filter(({ key, secret }) => !secret && key !== BUCKET && !ELSEWHERE.test(key));
  const ports = blueprint.apps.flatMap((app) => deployment.egressOf(app));
  return {
    compute: computeOf(blueprint),
    postgres: databases(blueprint).length > 0,
    tables: blueprint.modules.some((module) => module.engine === 'dynamodb'),
    kafka: usesKafka(blueprint),
    cache: has('cache-redis'),
    objects: has('storage-s3'),
    mail: has('email'),
    regions: has('compliance-gdpr') ? EU_REGIONS : null,
    settings: Object.fromEntries(open.map(({ key, example }) => [key, example])),
    pool: Math.max(
      0,
      ...processApps(blueprint)
        .filter((app) => usesPostgres(blueprint, app))
        .map(poolSize),
    ),
    optionalSecrets: [
      ...new Set(blueprint.apps.flatMap((app) => optionalSecrets(deployment, app))),
    ],
    egress: [...new Set([443, ...ports.filter((port) => !INSIDE.has(port))])].sort((a, b) => a - b),
  };
}

/** True where apps run in a network of ours. */
export function hasNetwork({ compute, postgres }: RootShape): boolean {
  return compute !== 'functions' || postgres;
}

/** True where Terraform names images: manifests do on Kubernetes, and functions without migrations have none. */
export function hasRelease(shape: RootShape): boolean {
  return shape.compute !== 'eks' && hasImages(shape);
}

/** True where images are built: for processes, and for the migrations of functions. */
export function hasImages(shape: RootShape): boolean {
  return hasNetwork(shape);
}
