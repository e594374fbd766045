import type { Blueprint } from '#architecture/schema.js';
import { composeFiles } from './compose.js';
import { githubFiles } from './github.js';
import type { GlueFile } from './glue-file.js';
import { processApps } from './deployables.js';
import { kubernetesFiles } from './kubernetes.js';
import { calledModules, terraformFiles } from './terraform.js';

const WRITERS: Readonly<Record<string, (blueprint: Blueprint) => readonly GlueFile[]>> = {
  'ci-github': githubFiles,
  docker: composeFiles,
  'k8s-kustomize': (blueprint) =>
    processApps(blueprint).length > 0 ? kubernetesFiles(blueprint) : [],
  'terraform-aws': terraformFiles,
};

/** The data-driven files of `deploy/`, `infra/` and `.github/`, for the chosen features. */
export function deployFiles(blueprint: Blueprint): readonly GlueFile[] {
  return Object.entries(WRITERS)
    .filter(([feature]) => blueprint.features.includes(feature))
    .flatMap(([, write]) => write(blueprint));
}

/**
 * False for a template that the chosen features bring along but this repo has no use for: Terraform
 * modules that the root does not call.
 */
export function isDeployed(blueprint: Blueprint, path: string): boolean {
  const module = /^infra\/modules\/([^/]+)\//.exec(path)?.[1];
  return module === undefined || calledModules(blueprint).includes(module);
}
