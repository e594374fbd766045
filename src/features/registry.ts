// Generated from folder names by scripts/generate-registries.mjs.
import type { Feature } from './contribution.js';
import { feature as brokerKafka } from './broker-kafka/feature.js';
import { feature as ciGithub } from './ci-github/feature.js';
import { feature as docker } from './docker/feature.js';
import { feature as dynamodb } from './dynamodb/feature.js';
import { feature as k8sKustomize } from './k8s-kustomize/feature.js';
import { feature as terraformAws } from './terraform-aws/feature.js';

/** Every feature by its id. */
export const FEATURES = {
  'broker-kafka': brokerKafka,
  'ci-github': ciGithub,
  docker,
  dynamodb,
  'k8s-kustomize': k8sKustomize,
  'terraform-aws': terraformAws,
} as const satisfies Readonly<Record<string, Feature>>;

/** The id of a feature that exists. */
export type FeatureId = keyof typeof FEATURES;
