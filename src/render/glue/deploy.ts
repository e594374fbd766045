import type { Blueprint } from '#architecture/schema.js';
import { backstageFiles } from './backstage.js';
import { complianceFiles } from './compliance.js';
import { composeFiles } from './compose.js';
import type { Deployment } from './deployment.js';
import { deliveryReadme } from './delivery-readme.js';
import { githubFiles } from './github.js';
import { gitlabFiles } from './gitlab.js';
import type { GlueFile } from './glue-file.js';
import { processApps } from './deployables.js';
import { kubernetesFiles } from './kubernetes.js';
import { observabilityFiles } from './observability.js';
import { usedIn, terraformFiles } from './terraform.js';

type Writer = (blueprint: Blueprint, deployment: Deployment) => readonly GlueFile[];

const WRITERS: Readonly<Record<string, Writer>> = {
  backstage: backstageFiles,
  'ci-github': githubFiles,
  'ci-gitlab': gitlabFiles,
  docker: composeFiles,
  'k8s-kustomize': (blueprint, deployment) =>
    processApps(blueprint).length > 0 ? kubernetesFiles(blueprint, deployment) : [],
  observability: observabilityFiles,
  'terraform-aws': terraformFiles,
};

/** The data-driven files of `deploy/`, `infra/` and `.github/`, for the chosen features. */
export function deployFiles(blueprint: Blueprint, deployment: Deployment): readonly GlueFile[] {
  const written = Object.entries(WRITERS)
    .filter(([feature]) => blueprint.features.includes(feature))
    .flatMap(([, write]) => write(blueprint, deployment));
  return [...written, ...deliveryReadme(blueprint), ...complianceFiles(blueprint)];
}

/** Tells a template that this repo has a use for from one that the chosen features only bring along. */
export function deployedIn(blueprint: Blueprint): (path: string) => boolean {
  return usedIn(blueprint);
}
