import type { Finding } from './finding.js';

interface Instruction {
  readonly keyword: string;
  readonly text: string;
  readonly line: number;
}

/** Instructions in order; comments dropped, continued lines joined. */
function instructionsOf(dockerfile: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let pending = '';
  for (const [at, raw] of dockerfile.split('\n').entries()) {
    if (/^\s*(#|$)/.test(raw)) continue;
    pending += raw.trim();
    if (pending.endsWith('\\')) {
      pending = pending.slice(0, -1);
      continue;
    }
    const [keyword = '', ...rest] = pending.split(/\s+/);
    found.push({ keyword: keyword.toUpperCase(), text: rest.join(' '), line: at + 1 });
    pending = '';
  }
  return found;
}

interface Stage {
  readonly image: string;
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

function stagesOf(all: readonly Instruction[]): readonly Stage[] {
  const starts = all.flatMap(({ keyword }, at) => (keyword === 'FROM' ? [at] : []));
  return starts.map((start, index) => {
    const [, image = '', name = ''] =
      /^(?:--\S+ )*(\S+)(?: AS (\S+))?/i.exec(all[start]?.text ?? '') ?? [];
    return { image, name, instructions: all.slice(start, starts[index + 1]) };
  });
}

/** What a stage is made of: its own instructions after those of the stages it starts from. */
function inherited(stage: Stage, stages: readonly Stage[]): readonly Instruction[] {
  const parent = stages.find(({ name }) => name !== '' && name === stage.image);
  return [...(parent ? inherited(parent, stages) : []), ...stage.instructions];
}

interface Rule {
  readonly what: string;
  readonly broken: (one: Instruction, all: readonly Instruction[]) => boolean;
}

/** Rules on single instructions. */
const RULES: readonly Rule[] = [
  {
    what: 'the base image has no version',
    broken: ({ keyword, text }, all) => {
      const image = text.split(' ')[0] ?? '';
      const ours = stagesOf(all).some(({ name }) => name === image);
      return keyword === 'FROM' && !ours && !/:(?!latest)[^/]+$/.test(image);
    },
  },
  { what: 'use COPY', broken: ({ keyword }) => keyword === 'ADD' },
  {
    what: 'npm ci installs what the lockfile says; npm install does not',
    broken: ({ keyword, text }) => keyword === 'RUN' && /npm (install|i)\b/.test(text),
  },
  {
    what: 'install scripts of packages run during the build',
    broken: ({ keyword, text }) =>
      keyword === 'RUN' && /npm ci\b/.test(text) && !text.includes('--ignore-scripts'),
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
    what: 'the health check needs a program that slim images do not have',
    broken: ({ keyword, text }) => keyword === 'HEALTHCHECK' && /\b(curl|wget)\b/.test(text),
  },
];

interface StageRule {
  readonly what: string;
  readonly broken: (last: readonly Instruction[], all: readonly Instruction[]) => boolean;
}

/** Rules on what is shipped: the last stage with everything it starts from. */
const SHIPPED: readonly StageRule[] = [
  {
    what: 'the image does not run as a numbered ordinary user',
    broken: (last) => {
      const users = last.filter(({ keyword }) => keyword === 'USER').map(({ text }) => text);
      return !/^[1-9]\d*(:[1-9]\d*)?$/.test(users.at(-1) ?? '');
    },
  },
  {
    what: 'build tools stay in the image: use stages',
    broken: (_, all) => stagesOf(all).length < 2,
  },
  {
    what: 'packages for development stay in the image',
    broken: (last, all) => {
      const sources = last.flatMap(({ keyword, text }) =>
        keyword === 'COPY' && text.includes('node_modules') ? [/--from=(\S+)/.exec(text)?.[1]] : [],
      );
      const stages = stagesOf(all);
      const from = stages.filter(({ name }) => sources.includes(name));
      const installs = [last, ...from.map((stage) => inherited(stage, stages))]
        .flat()
        .filter(({ keyword, text }) => keyword === 'RUN' && /npm (ci|i|install)\b/.test(text));
      return installs.length === 0 || installs.some(({ text }) => !text.includes('--omit=dev'));
    },
  },
  {
    what: 'npm stays in the image',
    broken: (last) =>
      !last.some(({ keyword, text }) => keyword === 'RUN' && /rm -rf .*node_modules/.test(text)),
  },
  {
    what: 'no explicit limit of the heap',
    broken: (last) =>
      !last.some(({ keyword, text }) => keyword === 'ENV' && text.includes('max-old-space-size')),
  },
  {
    what: 'no health check',
    broken: (last) => !last.some(({ keyword }) => keyword === 'HEALTHCHECK'),
  },
];

/** What a Dockerfile must not do; needs no engine. */
export function dockerfileFindings(where: string, text: string): readonly Finding[] {
  const all = instructionsOf(text);
  const stages = stagesOf(all);
  const shipped = stages.at(-1);
  const last = shipped ? inherited(shipped, stages) : [];
  const single = all.flatMap((one) =>
    RULES.filter((rule) => rule.broken(one, all)).map(({ what }) => ({
      where: `${where}:${one.line}`,
      what,
    })),
  );
  const whole = SHIPPED.filter((rule) => rule.broken(last, all)).map(({ what }) => ({
    where,
    what,
  }));
  return [...single, ...whole];
}

/** `.dockerignore` names what goes in, so that a new file, such as `.env`, stays out. */
export function dockerignoreFindings(where: string, text: string): readonly Finding[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const leaks = lines.filter(
    (line) => /^!.*(\.env|\.git\b|node_modules|\*)/.test(line) && line !== '!tsconfig*.json',
  );
  return [
    ...(lines[0] === '*' ? [] : [{ where, what: 'not everything is kept out by default' }]),
    ...leaks.map((line) => ({ where, what: `${line} lets in what must stay out` })),
  ];
}
