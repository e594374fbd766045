import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import { defineRule } from '../../rule.js';
import { entryTest, reach } from './reach.js';

const Options = z.strictObject({
  within: Globs.default(['**']).describe('the files that are judged'),
  entries: z
    .array(Glob)
    .optional()
    .describe('files that are started or published; without it, package entries and usual names'),
  except: z.array(Glob).default([]).describe('files that may be alone'),
  loadedByName: z
    .enum(['report', 'ignore'])
    .default('report')
    .describe(
      'three files or more, and most of their folder, of folders of that name or of those below one, that only tests import: a text that is put together may name them; and files whose paths end like what an import names that leads nowhere',
    ),
  believable: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'when a larger share of files seems unreached, entries are unknown and nothing is told',
    ),
});

/** Every file is reached from an entry: what nothing reaches is dead, or its entry is not known. */
export const rule = defineRule({
  summary: 'Every file is reached from an entry',
  options: Options,
  check: (project, options) => {
    const isWithin = firstMatch(options.within);
    const isExcepted = firstMatch(options.except);
    const isEntry = entryTest(project, options.entries);
    const { reached, importersOf } = reach(project, isEntry, options.loadedByName === 'ignore');
    const judged = project.files.flatMap(({ path }, id) =>
      isWithin(path) !== undefined && isExcepted(path) === undefined ? { path, id } : [],
    );
    const alone = judged.filter(({ id }) => !reached.has(id));
    const believed = alone.length <= options.believable * judged.length ? alone : [];
    const findings = believed.map(({ path, id }) => orphan(path, importersOf(id)));
    return {
      findings,
      judged: judged.map(({ path }) => path),
      unmatched: [
        ...unmatched(options.within, project.files),
        ...unmatched(options.entries ?? [], project.files),
      ],
    };
  },
});

function orphan(file: string, importers: readonly string[]): RuleFinding {
  const [first] = importers;
  return {
    code: first === undefined ? 'ORPHAN_FILE' : 'UNREACHABLE_FILE',
    file,
    line: 1,
    column: 1,
    args: { importers: [...importers] },
    message:
      first === undefined
        ? 'no file imports it, and it is no entry'
        : `only files that no entry reaches import it, such as ${first}`,
    proof: first === undefined ? [file] : [first, file],
    subject: file,
  };
}
