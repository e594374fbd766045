import * as z from 'zod';
import type { Bindings } from '#shared/path-glob.js';
import { placeholders } from '#shared/path-glob.js';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import type { Import } from '../../project-model.js';
import { defineRule } from '../../rule.js';
import { nameJudge, type Verdict } from './judge-name.js';

const Names = z.strictObject({
  allow: z.array(Glob).optional().describe('nothing else may be imported'),
  deny: z.array(Glob).default([]).describe('may not be imported, even when allowed'),
  except: z.array(Glob).optional().describe('left alone by `deny`'),
});

const Options = z
  .strictObject({
    from: Globs.describe('the files that are judged'),
    except: z.array(Glob).default([]).describe('files left out of the judgement'),
    files: Names.optional().describe('files of this project; may repeat placeholders of `from`'),
    packages: Names.optional().describe('npm packages by name, such as @aws-sdk/*'),
    builtins: Names.optional().describe('modules of Node.js, without node:'),
    typeImports: z
      .enum(['judge', 'allow'])
      .default('judge')
      .describe('allow: imports that are erased at run time are left alone'),
  })
  .refine(({ files, packages, builtins }) => files ?? packages ?? builtins, {
    message: 'options: say at least one of files, packages and builtins',
  })
  .superRefine(({ from, files }, context) => {
    const unknown = unboundPlaceholders(from, [
      ...(files?.allow ?? []),
      ...(files?.deny ?? []),
      ...(files?.except ?? []),
    ]);
    for (const name of unknown) {
      context.addIssue({
        code: 'custom',
        message: `<${name}> is not in every glob of options.from`,
      });
    }
  });
type Options = z.infer<typeof Options>;

const CODES = {
  file: 'FILE_NOT_ALLOWED',
  package: 'PACKAGE_NOT_ALLOWED',
  builtin: 'BUILTIN_NOT_ALLOWED',
} as const;

/** What the given files may import: of this project, of npm and of Node.js. */
export const rule = defineRule({
  summary: 'Files import only what they are allowed to',
  options: Options,
  check: (project, options) => {
    const [from, except] = [firstMatch(options.from), firstMatch(options.except)];
    const judged = new Map<string, Bindings>();
    for (const { path } of project.files) {
      const match = from(path);
      if (match !== undefined && except(path) === undefined) judged.set(path, match.bindings);
    }
    const judges = {
      file: options.files && nameJudge(options.files),
      package: options.packages && nameJudge(options.packages),
      builtin: options.builtins && nameJudge(options.builtins),
    };
    const findings = project.imports.flatMap((found): RuleFinding[] => {
      const bindings = judged.get(found.from);
      if (bindings === undefined) return [];
      if (found.kind === 'type' && options.typeImports === 'allow') return [];
      return judgeImport(found, bindings, judges);
    });
    return {
      findings,
      judged: [...judged.keys()],
      unmatched: unmatched(options.from, project.files),
    };
  },
});

type Judges = Readonly<Record<keyof typeof CODES, ReturnType<typeof nameJudge> | undefined>>;

function judgeImport(found: Import, bindings: Bindings, judges: Judges): RuleFinding[] {
  const { target } = found;
  if (target.kind === 'unresolved') return [];
  const name = target.kind === 'file' ? target.path : target.name;
  const verdict = judges[target.kind]?.(name, bindings);
  return verdict === undefined || verdict === 'allowed'
    ? []
    : [describe(found, name, target.kind, verdict)];
}

function describe(
  found: Import,
  name: string,
  what: keyof typeof CODES,
  verdict: Exclude<Verdict, 'allowed'>,
): RuleFinding {
  const { line, column, kind, specifier } = found;
  const shown = what === 'builtin' ? `node:${name}` : what === 'package' ? `package ${name}` : name;
  const reason =
    verdict === 'not-listed' ? 'which is not among what it may import' : 'which it may not import';
  return {
    code: CODES[what],
    file: found.from,
    line,
    column,
    args: { target: name, what, specifier, kind, verdict },
    message: `imports ${shown}, ${reason}`,
    proof: [found.from, name],
  };
}

function unboundPlaceholders(from: readonly string[], globs: readonly string[]): string[] {
  const bound = from.map((glob) => new Set(placeholders(glob)));
  const used = new Set(globs.flatMap(placeholders));
  return [...used].filter((name) => !bound.every((names) => names.has(name)));
}
