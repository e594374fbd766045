import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { contributionsOf, owned } from './contributions.js';
import { copyTemplates, type Draft } from './copy.js';
import { appMains } from './glue/app-main.js';
import { deployFiles } from './glue/deploy.js';
import { deploymentOf } from './glue/deployment.js';
import { BASE_PATH, baseOf, MANIFEST_PATH, manifestOf } from './manifest.js';
import { makeView } from './prose/make-view.js';
import { renderProse } from './prose/prose.js';
import type { View } from './prose/view.js';
import { managerContributions } from './package-manager.js';
import { broken } from './problems.js';
import type { RenderInput } from './render-input.js';
import type { FileTree } from './rendered-file.js';
import { sharedFiles } from './shared-files.js';
import { treeOf } from './tree.js';
import { wordClashes } from './word-clash.js';

/** Where the decision record goes. */
export const ADR_PATH = 'docs/adr/0001-architecture-pattern.md';

/** Renders a whole repo in memory, or says everything that is wrong with it. */
export function render(input: RenderInput): Result<FileTree> {
  const { blueprint, templates, catalogue, decision, generatorVersion: generator } = input;
  const contributions = [
    ...contributionsOf(blueprint, catalogue),
    ...owned('base', managerContributions(input.packageManager)),
  ];
  const shared = sharedFiles(input, contributions);
  const copied = copyTemplates(blueprint, templates.files);
  const story = { blueprint, decision, contributions, packageJson: shared.packageJson, generator };
  const prose = fillIn(copied.prose, makeView(story, catalogue));
  const mains = appMains(blueprint);
  const check = archLintFile(templates.archLint);
  const drafts = [
    ...shared.drafts,
    ...copied.drafts,
    ...prose.drafts,
    ...mains.drafts,
    ...deployFiles(blueprint, deploymentOf(contributions)).map((file): Draft => ({
      ...file,
      owner: 'managed',
    })),
    ...check.drafts,
    ...(input.adr === null ? [] : [adrFile(input.adr)]),
  ];
  const tree = treeOf(drafts);
  const problems = [
    ...wordClashes(blueprint.modules, templates.files),
    ...shared.problems,
    ...copied.problems,
    ...prose.problems,
    ...mains.problems,
    ...check.problems,
    ...(tree.ok ? [] : tree.problems),
  ];
  if (problems.length > 0 || !tree.ok) return { ok: false, problems };
  return treeOf([...tree.value, ...bookkeeping(tree.value, generator)]);
}

function fillIn(prose: readonly Draft[], view: View): { drafts: Draft[]; problems: Problem[] } {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  for (const draft of prose) {
    const filled = renderProse(draft.content, view);
    if (filled.ok) drafts.push({ ...draft, content: filled.text });
    else problems.push(broken('PROSE_INVALID', `templates/${draft.template}: ${filled.why}.`));
  }
  return { drafts, problems };
}

function adrFile(content: string): Draft {
  return { path: ADR_PATH, content, owner: 'yours', template: 'report:adr', from: 'base' };
}

function archLintFile(content: string | null): { drafts: Draft[]; problems: Problem[] } {
  const path = 'tools/arch-lint.mjs';
  if (content !== null) {
    const template = `dist:${path}`;
    return { drafts: [{ path, content, owner: 'managed', template, from: 'base' }], problems: [] };
  }
  const message = `dist/${path}, which every repo gets, does not exist.`;
  const hint = 'Run npm run build in create-backend, or install it again.';
  return { drafts: [], problems: [{ code: 'TOOL_NOT_BUILT', message, hint }] };
}

/** Added last, since they speak of all other files. */
function bookkeeping(tree: FileTree, generator: string): Draft[] {
  const file = (path: string, value: object): Draft => ({
    path,
    content: `${JSON.stringify(value, null, 2)}\n`,
    owner: 'managed',
    template: 'render:manifest',
    from: 'base',
  });
  return [file(MANIFEST_PATH, manifestOf(tree, generator)), file(BASE_PATH, baseOf(tree))];
}
