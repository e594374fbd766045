import * as z from 'zod';
import {
  NODE_MODULES,
  readOtherConfigs,
  valueOf,
  type OtherConfig,
} from '#adapters/read-other-configs.js';
import type { Clause } from '#architecture/schema.js';
import type { Carried } from '#lint/carry-over/carried.js';
import { fitted } from '#lint/carry-over/fit.js';
import { fromBoundaries } from '#lint/carry-over/from-boundaries.js';
import { fromDepcruise } from '#lint/carry-over/from-depcruise.js';
import { Computed } from '#shared/literal.js';
import { parseLiterals } from '#adapters/parse-literals.js';
import type { ProjectModel } from '#lint/project-model.js';
import { count } from '#report/lint-summary.js';

/** The configuration of another tool, and what its rules are as clauses. */
export interface CarriedFile {
  readonly file: string;
  readonly carried: Carried;
}

const SCRIPTS = ['js', 'mjs', 'cjs'];
const TOOLS = [
  {
    files: ['json', ...SCRIPTS].map((end) => `.dependency-cruiser.${end}`),
    mentions: 'forbidden',
    carry: (written: unknown) => fromDepcruise(written, NODE_MODULES),
  },
  {
    files: [
      ...[...SCRIPTS, 'ts'].map((end) => `eslint.config.${end}`),
      ...['', '.json', '.js', '.cjs'].map((end) => `.eslintrc${end}`),
    ],
    mentions: 'boundaries/',
    carry: fromBoundaries,
  },
];

/** What the configurations of other tools in a folder say, as clauses beside the given ones; none of them is run. */
export function carriedOver(
  root: string,
  { files }: ProjectModel,
  own: readonly Clause[],
): CarriedFile[] {
  const names = new Set(own.map(({ name }) => name));
  const paths = files.map(({ path }) => path);
  return TOOLS.flatMap(({ files: candidates, mentions, carry }) =>
    readOtherConfigs(root, candidates)
      .filter(({ text }) => text.includes(mentions))
      .map((config) => {
        const said = carriedFrom(config, (written) => carry(written, paths));
        const carried = fitted(said, names, files);
        for (const { name } of carried.clauses) names.add(name);
        return { file: config.file, carried };
      }),
  );
}

function carriedFrom(config: OtherConfig, carry: (written: unknown) => Carried): Carried {
  const written = valueOf(config, parseLiterals);
  const none = (why: string) => ({
    clauses: [],
    left: [{ rule: 'the whole file', why }],
    notes: [],
  });
  if (written === undefined) return none('nothing that it exports is written down in it');
  if ([written, Object(written)['forbidden']].some((one) => one instanceof Computed))
    return none('what it exports is computed, and code is not run');
  try {
    return carry(written);
  } catch (error) {
    if (error instanceof z.ZodError) return none('it has not the form of a configuration');
    throw error;
  }
}

/** What became of a configuration, for people. */
export function carriedLines({ file, carried: { clauses, left, notes } }: CarriedFile): string[] {
  return [
    `Carried over from ${file}: ${count(clauses.length, 'clause')}`,
    ...notes.map((note) => `  note: ${note}`),
    ...left.map(({ rule, why }) => `  not carried over: ${rule}: ${why}`),
  ];
}
