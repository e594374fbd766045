// Generated from folder names by scripts/generate-registries.mjs.
import type { Feature } from './contribution.js';
import { feature as ai } from './ai/feature.js';
import { feature as auditTrail } from './audit-trail/feature.js';
import { feature as backstage } from './backstage/feature.js';
import { feature as brokerKafka } from './broker-kafka/feature.js';
import { feature as cacheRedis } from './cache-redis/feature.js';
import { feature as cardGuard } from './card-guard/feature.js';
import { feature as ciGithub } from './ci-github/feature.js';
import { feature as ciGitlab } from './ci-gitlab/feature.js';
import { feature as compliance } from './compliance/feature.js';
import { feature as complianceBanking } from './compliance-banking/feature.js';
import { feature as complianceFedramp } from './compliance-fedramp/feature.js';
import { feature as complianceGdpr } from './compliance-gdpr/feature.js';
import { feature as complianceHipaa } from './compliance-hipaa/feature.js';
import { feature as complianceIso27001 } from './compliance-iso27001/feature.js';
import { feature as compliancePci } from './compliance-pci/feature.js';
import { feature as complianceSoc2 } from './compliance-soc2/feature.js';
import { feature as docker } from './docker/feature.js';
import { feature as dynamodb } from './dynamodb/feature.js';
import { feature as email } from './email/feature.js';
import { feature as featureFlags } from './feature-flags/feature.js';
import { feature as jobs } from './jobs/feature.js';
import { feature as k8sKustomize } from './k8s-kustomize/feature.js';
import { feature as observability } from './observability/feature.js';
import { feature as privacy } from './privacy/feature.js';
import { feature as search } from './search/feature.js';
import { feature as storageS3 } from './storage-s3/feature.js';
import { feature as tenancy } from './tenancy/feature.js';
import { feature as terraformAws } from './terraform-aws/feature.js';
import { feature as terraformAwsEks } from './terraform-aws-eks/feature.js';

/** Every feature by its id. */
export const FEATURES = {
  ai,
  'audit-trail': auditTrail,
  backstage,
  'broker-kafka': brokerKafka,
  'cache-redis': cacheRedis,
  'card-guard': cardGuard,
  'ci-github': ciGithub,
  'ci-gitlab': ciGitlab,
  compliance,
  'compliance-banking': complianceBanking,
  'compliance-fedramp': complianceFedramp,
  'compliance-gdpr': complianceGdpr,
  'compliance-hipaa': complianceHipaa,
  'compliance-iso27001': complianceIso27001,
  'compliance-pci': compliancePci,
  'compliance-soc2': complianceSoc2,
  docker,
  dynamodb,
  email,
  'feature-flags': featureFlags,
  jobs,
  'k8s-kustomize': k8sKustomize,
  observability,
  privacy,
  search,
  'storage-s3': storageS3,
  tenancy,
  'terraform-aws': terraformAws,
  'terraform-aws-eks': terraformAwsEks,
} as const satisfies Readonly<Record<string, Feature>>;

/** The id of a feature that exists. */
export type FeatureId = keyof typeof FEATURES;
