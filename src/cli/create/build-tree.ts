import { readTemplates } from '#adapters/read-templates.js';
import type { Blueprint } from '#architecture/schema.js';
import { design } from '#blueprint/design.js';
import { readFacts } from '#blueprint/facts.js';
import type { Note } from '#blueprint/problems.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { render } from '#render/render.js';
import type { FileTree } from '#render/rendered-file.js';
import { recordOf } from '../decide/record.js';
import { decisionRecord } from '../decide/tell.js';
import { requireOk } from '../require-ok.js';
import { VERSION } from '../version.js';
import type { Settled } from './settle.js';

/** A repo in memory, and what was added without being asked for. */
export interface Built {
  readonly blueprint: Blueprint;
  readonly notes: readonly Note[];
  readonly tree: FileTree;
}

/** Designs and renders the repo. Reads the templates, writes nothing. */
export async function buildTree(settled: Settled): Promise<Built> {
  const templates = await readTemplates();
  const { answers, complete, pattern, because, decision } = settled;
  const { project, modules, features, without } = complete;
  const { blueprint, notes } = requireOk(
    design({
      project,
      pattern,
      modules,
      features,
      without,
      facts: requireOk(readFacts(templates.files)),
      catalogue: CATALOGUE,
    }),
  );
  const tree = requireOk(
    render({
      blueprint,
      answers,
      decision: recordOf(decision, pattern, because),
      adr: decisionRecord(settled),
      templates,
      catalogue: CATALOGUE,
      generatorVersion: VERSION,
    }),
  );
  return { blueprint, notes, tree };
}
