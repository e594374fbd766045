import { createRequire } from 'node:module';
import { type Finding, at, list } from './finding.js';

interface Instruction {
  readonly keyword: string;
  readonly text: string;
  readonly line: number;
}

function call(target: unknown, method: string): unknown {
  if (typeof target !== 'object' || target === null || !(method in target)) return undefined;
  const found: unknown = Reflect.get(target, method);
  return typeof found === 'function' ? Reflect.apply(found, target, []) : undefined;
}

function instructionsOf(dockerfile: string): readonly Instruction[] {
  const { DockerfileParser } = createRequire(import.meta.url)('dockerfile-ast');
  const parsed: unknown = call(DockerfileParser.parse(dockerfile), 'getInstructions');
  return list(parsed).map((one) => ({
    keyword: String(call(one, 'getKeyword')),
    text: String(call(one, 'getArgumentsContent') ?? ''),
    line: Number(at(call(one, 'getRange'), 'start', 'line')) + 1,
  }));
}

interface Rule {
  readonly what: string;
  readonly broken: (one: Instruction, all: readonly Instruction[]) => boolean;
}

const stages = (all: readonly Instruction[]) =>
  all.flatMap((one) => (one.keyword === 'FROM' ? [/ AS (\S+)/i.exec(one.text)?.[1] ?? ''] : []));

const RULES: readonly Rule[] = [
  {
    what: 'the base image has no version',
    broken: ({ keyword, text }, all) => {
      const image = text.split(' ')[0] ?? '';
      return keyword === 'FROM' && !stages(all).includes(image) && !/:(?!latest)[^/]+$/.test(image);
    },
  },
  { what: 'use COPY', broken: ({ keyword }) => keyword === 'ADD' },
  {
    what: 'npm ci installs what the lockfile says; npm install does not',
    broken: ({ keyword, text }) => keyword === 'RUN' && /npm (install|i)\b/.test(text),
  },
  {
    what: 'signals reach the program only in exec form',
    broken: ({ keyword, text }) => ['CMD', 'ENTRYPOINT'].includes(keyword) && !text.startsWith('['),
  },
  {
    what: 'npm does not pass signals on; start node',
    broken: ({ keyword, text }) => keyword === 'CMD' && text.includes('npm'),
  },
  {
    what: 'a secret would stay in the image',
    broken: ({ keyword, text }) =>
      ['ARG', 'ENV'].includes(keyword) && /PASSWORD|SECRET|TOKEN|_KEY\b|PRIVATE/i.test(text),
  },
  {
    what: 'the image runs as root',
    broken: (one, all) =>
      one === all.at(-1) &&
      !all.some(({ keyword, text }) => keyword === 'USER' && !/^(root|0)\b/.test(text)),
  },
  {
    what: 'build tools stay in the image: use stages',
    broken: (one, all) => one === all.at(-1) && stages(all).length < 2,
  },
  {
    what: 'no health check',
    broken: (one, all) =>
      one === all.at(-1) && !all.some(({ keyword }) => keyword === 'HEALTHCHECK'),
  },
];

/** What a Dockerfile must not do; needs no engine. */
export function dockerfileFindings(where: string, text: string): readonly Finding[] {
  const all = instructionsOf(text);
  return all.flatMap((one) =>
    RULES.filter((rule) => rule.broken(one, all)).map(({ what }) => ({
      where: `${where}:${one.line}`,
      what,
    })),
  );
}
