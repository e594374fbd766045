import type { Blueprint } from '#architecture/schema.js';
import { databases, processApps } from './deployables.js';

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

/** Terraform makes services on ECS unless it makes a cluster; manifests run wherever there is one. */
export type Target = 'ecs' | 'kubernetes';

/** Where a release goes, in this order; the last one waits for somebody who approves. */
export const ENVIRONMENTS = ['dev', 'prod'] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export function deliveryOf(blueprint: Blueprint): Delivery {
  const has = (feature: string) => blueprint.features.includes(feature);
  const runs = processApps(blueprint).length > 0;
  const images = has('docker') && (runs || databases(blueprint).length > 0);
  const kubernetes = has('k8s-kustomize') && runs;
  const terraform = has('terraform-aws');
  const ecs = terraform && !has('terraform-aws-eks');
  const target = !images || !runs ? null : ecs ? 'ecs' : kubernetes ? 'kubernetes' : null;
  return {
    images,
    functions: blueprint.apps.some(({ kind }) => kind === 'function'),
    terraform,
    kubernetes,
    target,
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
