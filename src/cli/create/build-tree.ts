import { readTemplates } from '#adapters/read-templates.js';
import { madePlural } from '#answers/names.js';
import type { Blueprint } from '#architecture/schema.js';
import { design } from '#blueprint/design.js';
import { readFacts } from '#blueprint/facts.js';
import type { Note } from '#blueprint/problems.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { render } from '#render/render.js';
import type { FileTree } from '#render/rendered-file.js';
import { recordOf } from '../decide/record.js';
import { decisionRecord } from '../decide/tell.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { located } from '../locating.js';
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
    flagged(
      design({
        project,
        pattern,
        modules,
        features,
        without,
        regimes: complete.compliance,
        facts: requireOk(readFacts(templates.files)),
        catalogue: CATALOGUE,
      }),
    ),
  );
  const tree = requireOk(
    render({
      blueprint,
      answers,
      packageManager: complete.packageManager,
      decision: recordOf(decision, pattern, because),
      adr: decisionRecord(settled),
      templates,
      catalogue: CATALOGUE,
      generatorVersion: VERSION,
    }),
  );
  return { blueprint, notes: [...pluralNotes(answers.modules ?? []), ...notes], tree };
}

/** What design refuses was asked for by one of two flags. */
function flagged<Value>(designed: Result<Value>): Result<Value> {
  if (designed.ok) return designed;
  const flag = ({ code }: Problem): string | undefined =>
    code.startsWith('FEATURE') ? '--feature' : code.startsWith('MODULE') ? '--modules' : undefined;
  return { ok: false, problems: located(designed.problems, flag) };
}

/** English plurals are a guess, so the guess is said. */
function pluralNotes(tokens: readonly string[]): readonly Note[] {
  const renamed = madePlural(tokens).map(([token, plural]) => `${token} becomes ${plural}`);
  if (renamed.length === 0) return [];
  const message = `Folders and routes are plural: ${renamed.join(', ')} (person:people says another).`;
  return [{ code: 'MODULE_PLURAL', message }];
}
