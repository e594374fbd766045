import type { Check } from './finding.js';
import { backstage } from './backstage.js';
import { gitlabLint } from './gitlab-lint.js';
import { imageBuild } from './image-build.js';
import { k8sStrict } from './k8s-strict.js';
import { promtool } from './promtool.js';
import { terraform } from './terraform.js';
import { terraformSecurity } from './terraform-security.js';
import { workflowLint } from './workflow-lint.js';

/** Every check of a generated repo that needs a real tool, the quick ones first. */
export const CHECKS: readonly Check[] = [
  workflowLint,
  gitlabLint,
  backstage,
  k8sStrict,
  terraformSecurity,
  promtool,
  terraform,
  imageBuild,
];
