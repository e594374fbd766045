import { relative, resolve } from 'node:path';
import { isoDay, systemClock } from '#adapters/clock.js';
import { readBaseline } from '#adapters/read-baseline.js';
import { readClauses } from '#adapters/read-clauses.js';
import { cacheOf } from '#adapters/scan-cache-place.js';
import { memoryIn, type ScanMemory } from '#adapters/scan-memory.js';
import { scanProject } from '#adapters/scan-project.js';
import { takeTree, type Tree } from '#adapters/scan-tree.js';
import { affectedFiles } from '#lint/affected.js';
import type { ProjectScan } from '#lint/project-model.js';
import { importsInDoubt } from '#lint/graph/in-doubt.js';
import { inferClauses } from '#lint/infer-clauses.js';
import { projectModel } from '#lint/infer-modules.js';
import { lint, needsFacts } from '#lint/lint.js';
import { sought } from '#lint/sought.js';
import { rank } from '#lint/rank.js';
import { recognise } from '#lint/recognition/recognise.js';
import { settle } from '#lint/settle.js';
import type { LintReport } from '#report/lint-summary.js';
import { UserError } from '#shared/user-error.js';
import { locating } from './locating.js';

/** Up to so many files, tables, messages and calls are read where the pattern cannot be told without them. */
const FACTS_UNASKED = 2_000;

export const BASELINE_FILE = 'arch-lint.baseline.json';

/** What a run is asked for, besides its folder. */
export interface RunOptions {
  readonly config?: string | undefined;
  /** A file, or false for none; without it the usual one, if it is there. */
  readonly baseline?: string | boolean | undefined;
  readonly since?: string | undefined;
  readonly affected?: boolean | undefined;
  /** Also tables, messages, calls, sizes and history, for reports that show them; clauses that need them get them anyway. */
  readonly facts?: boolean | undefined;
  /** False reads every file, and keeps nothing for the next time. */
  readonly cache?: boolean | undefined;
  /** The files of the folder, where they were listed already. */
  readonly tree?: Tree | undefined;
  /** What was read before; without it, what the cache of the project has. */
  readonly memory?: ScanMemory | undefined;
  /** Is told of every file that is opened below the folder, but not of those that say what to check. */
  readonly noteRead?: ((path: string) => void) | undefined;
}

/** Scans, judges and settles one project. */
export async function runLint(cwd: string, path: string, options: RunOptions): Promise<LintReport> {
  const root = resolve(cwd, path);
  // Looked at first: of a folder that may not be entered nothing else is said.
  const tree = options.tree ?? (await locating(path, async () => takeTree(root)));
  const configPath = resolve(cwd, options.config ?? resolve(root, 'architecture.json'));
  const architecture = await locating(options.config ?? 'architecture.json', () =>
    readClauses(configPath),
  );
  const facts = options.facts === true || needsFacts(architecture?.clauses ?? []);
  const { noteRead } = options;
  const memory = options.memory ?? (options.cache === false ? undefined : memoryOf(root));
  const asked = {
    tree,
    noteRead,
    inDoubt: (seen: ProjectScan) => importsInDoubt(seen, architecture?.clauses),
    sought: (seen: ProjectScan) => sought(seen, architecture?.clauses),
  };
  const [scan, baseline, changed] = await Promise.all([
    scanProject(root, { ...asked, facts, history: options.facts === true, memory }),
    givenBaseline(cwd, root, options.baseline),
    changedSince(root, options.since),
  ]);
  if (architecture === undefined && options.config !== undefined) {
    throw missing('ARCHITECTURE_MISSING', options.config, '--config', '<path>/architecture.json');
  }
  const given = projectModel(scan, architecture?.recorded ?? null);
  const seen = recognise(given);
  const asks = !facts && seen.pattern === 'unclear' && seen.evidence.length > 0;
  const project =
    !asks || given.files.length > FACTS_UNASKED
      ? given
      : projectModel(
          await scanProject(root, { ...asked, facts: true, history: false }),
          architecture?.recorded ?? null,
        );
  const judged =
    architecture === undefined
      ? lint(project, inferClauses(project), 'tolerate')
      : lint(project, architecture.clauses);
  const only = changed && (options.affected ? affectedFiles(project, changed) : changed);
  const result = settle(project, judged, {
    today: isoDay(systemClock),
    baseline: baseline ?? null,
    only: only ?? null,
  });
  return {
    project,
    result,
    recognised: project === given ? seen : recognise(project),
    ranked: architecture === undefined ? rank(result.findings) : undefined,
    config: architecture === undefined ? null : relative(root, configPath).replaceAll('\\', '/'),
    scope:
      only === undefined || options.since === undefined
        ? null
        : { since: options.since, affected: options.affected ?? false, files: only.size },
  };
}

function memoryOf(root: string): ScanMemory | undefined {
  const file = cacheOf(root);
  return file === undefined ? undefined : memoryIn(file);
}

async function givenBaseline(cwd: string, root: string, asked: RunOptions['baseline']) {
  if (asked === false) return undefined;
  const named = typeof asked === 'string' ? asked : undefined;
  const file = named === undefined ? resolve(root, BASELINE_FILE) : resolve(cwd, named);
  const found = await locating(named ?? BASELINE_FILE, () => readBaseline(file));
  if (found === undefined && named !== undefined) {
    throw missing('BASELINE_MISSING', named, '--baseline', `<path>/${BASELINE_FILE}`);
  }
  return found;
}

async function changedSince(root: string, revision: string | undefined) {
  if (revision === undefined) return undefined;
  const { changedFiles } = await import('#adapters/changed-files.js');
  return changedFiles(root, revision);
}

function missing(code: string, file: string, flag: string, usual: string): UserError {
  return new UserError({
    code,
    message: `There is no file ${file}`,
    hint: `Correct ${flag}, or leave it out to use ${usual}`,
    where: flag,
  });
}
