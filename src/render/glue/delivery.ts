import type { Blueprint } from '#architecture/schema.js';
import { databases, functionApps, processApps } from './deployables.js';

/** What a CI of any provider has to know of a repo. */
export interface Delivery {
  /** Images are built and looked into. */
  readonly images: boolean;
  readonly functions: boolean;
  readonly terraform: boolean;
  readonly kubernetes: boolean;
  /** Where releases go; null when nothing says where. */
  readonly target: Target | null;
  /** Registry and cluster are AWS's own, so its tokens open them. */
  readonly onAws: boolean;
  readonly project: string;
}

/** A repo that is released somewhere. */
export type Released = Delivery & { readonly target: Target };

export function isReleased(delivery: Delivery): delivery is Released {
  return delivery.target !== null;
}

/** The cluster of an environment, as Terraform names it. */
export const clusterName = ({ project }: Delivery, environment: Environment) =>
  `${project}-${environment}`;

/** Terraform makes functions, or services on ECS unless it makes a cluster; manifests run wherever there is one. */
export type Target = 'ecs' | 'functions' | 'kubernetes';

/** Where a release goes, in this order; the last one waits for somebody who approves. */
export const ENVIRONMENTS = ['dev', 'prod'] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export function deliveryOf(blueprint: Blueprint): Delivery {
  const has = (feature: string) => blueprint.features.includes(feature);
  const runs = processApps(blueprint).length > 0;
  const images = has('docker') && (runs || databases(blueprint).length > 0);
  const kubernetes = has('k8s-kustomize') && runs;
  const terraform = has('terraform-aws');
  const functions = functionApps(blueprint).length > 0;
  // Databases of functions are migrated from an image.
  const migrated = images || databases(blueprint).length === 0;
  const targets: readonly (readonly [Target, boolean])[] = [
    ['ecs', images && runs && terraform && !has('terraform-aws-eks')],
    ['kubernetes', images && kubernetes],
    ['functions', functions && terraform && migrated],
  ];
  return {
    images,
    functions,
    terraform,
    kubernetes,
    target: targets.find(([, possible]) => possible)?.[0] ?? null,
    onAws: terraform,
    project: blueprint.project,
  };
}

/** Scans and tools that both providers run as containers; a tag, because their digests are not known here. */
export const TOOLS = {
  gitleaks: 'ghcr.io/gitleaks/gitleaks:v8.28.0',
} as const;

/** Terraform, where it is installed by CI. */
export const TERRAFORM = '1.11.4';
