import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import { placeOf } from '../../module-lookup.js';
import type { Import, ProjectModel } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const IO_BUILTINS = [
  '{fs,net,tls,http,http2,https,dgram,dns,child_process,cluster,worker_threads,readline,repl,sqlite,inspector}',
  '{fs,dns,readline}/promises',
];

const Options = z.strictObject({
  in: Globs.describe('the files that may touch the outside world'),
  from: Globs.default(['**']).describe('the files that are judged'),
  except: z.array(Glob).default([]).describe('files left out of the judgement, such as tests'),
  builtins: z
    .array(Glob)
    .default(IO_BUILTINS)
    .describe('modules of Node.js that do input and output'),
  packages: z.array(Glob).default([]).describe('npm packages that do input and output, such as pg'),
  through: z
    .enum(['imports', 'chains'])
    .default('imports')
    .describe('chains: files that reach input and output through other files are told too'),
});
type Options = z.infer<typeof Options>;

/** Input and output have one place; everything else can be tested without it. */
export const rule = defineRule({
  summary: 'Only named files touch disk, network and processes',
  options: Options,
  check: (project, options) => {
    const [isIn, isFrom, isExcepted] = [options.in, options.from, options.except].map(firstMatch);
    const isPure = (path: string) =>
      isFrom?.(path) !== undefined &&
      isExcepted?.(path) === undefined &&
      isIn?.(path) === undefined;
    const io = ioTest(options);
    const direct = project.imports.flatMap((found): RuleFinding[] => {
      const name = isPure(found.from) ? io(found) : undefined;
      return name === undefined ? [] : [outside(found, name)];
    });
    return {
      findings:
        options.through === 'imports' ? direct : [...direct, ...chains(project, isPure, io)],
      judged: project.files.map(({ path }) => path).filter(isPure),
      unmatched: unmatched([...options.in, ...options.from], project.files),
    };
  },
});

function ioTest(options: Options): (found: Import) => string | undefined {
  const [isBuiltin, isPackage] = [firstMatch(options.builtins), firstMatch(options.packages)];
  return ({ target, kind }) => {
    if (kind === 'type' || kind === 'mock') return undefined;
    if (target.kind === 'builtin' && isBuiltin(target.name) !== undefined)
      return `node:${target.name}`;
    return target.kind === 'package' && isPackage(target.name) !== undefined
      ? target.name
      : undefined;
  };
}

function outside(found: Import, name: string): RuleFinding {
  return {
    code: 'IO_OUTSIDE',
    ...placeOf(found),
    args: { io: name, kind: found.kind },
    message: `imports ${name}: input and output have another place`,
    proof: [found.from, name],
  };
}

/** Pure files whose import leads, through files that may do it, to input and output: the shortest chain each. */
function chains(
  project: ProjectModel,
  isPure: (path: string) => boolean,
  io: (found: Import) => string | undefined,
): RuleFinding[] {
  const importers = new Map<string, Import[]>();
  const next = new Map<string, string>();
  for (const found of project.imports) {
    const name = io(found);
    if (name !== undefined && !isPure(found.from) && !next.has(found.from))
      next.set(found.from, name);
    if (found.target.kind !== 'file' || found.kind === 'type' || found.kind === 'mock') continue;
    const list = importers.get(found.target.path);
    if (list === undefined) importers.set(found.target.path, [found]);
    else list.push(found);
  }
  const findings: RuleFinding[] = [];
  const seen = new Set(next.keys());
  for (const path of seen) {
    for (const found of importers.get(path) ?? []) {
      if (seen.has(found.from)) continue;
      if (isPure(found.from)) findings.push(reaches(found, path, next));
      else next.set(found.from, path);
      // What imports an impure file is told; who imports that one again is its consequence.
      if (!isPure(found.from)) seen.add(found.from);
    }
  }
  return findings;
}

function reaches(found: Import, through: string, next: ReadonlyMap<string, string>): RuleFinding {
  const chain = [found.from, through];
  for (let at = next.get(through); at !== undefined; at = next.get(at)) chain.push(at);
  return {
    code: 'IO_REACHED',
    ...placeOf(found),
    args: { io: chain.at(-1) ?? '', through, kind: found.kind },
    message: `reaches ${chain.at(-1)} through ${through}`,
    proof: chain,
    subject: `${found.from} ${through}`,
  };
}
