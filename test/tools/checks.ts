import type { Check } from './finding.js';
import { imageBuild } from './image-build.js';
import { k8sStrict } from './k8s-strict.js';
import { terraform } from './terraform.js';
import { workflowLint } from './workflow-lint.js';

/** Every check of a generated repo that needs a real tool, the quick ones first. */
export const CHECKS: readonly Check[] = [workflowLint, k8sStrict, terraform, imageBuild];
