import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WriteJob, writeTree } from './write-tree.js';
import {
  contentsOf,
  deadRun,
  type Disk,
  DISKS,
  put,
  SMALL_TREE,
  treeContents,
} from './writing/testing/disks.js';
import {
  type Fault,
  type FaultPlan,
  faultyFileSystem,
} from './writing/testing/faulty-file-system.js';

interface Scenario {
  readonly target: string;
  readonly before: Readonly<Record<string, string>>;
  readonly force: boolean;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a new directory with missing parents': {
    target: 'new/er/shop',
    before: { 'mine.txt': 'mine' },
    force: false,
  },
  'an existing directory with .git': {
    target: 'shop',
    before: { 'mine.txt': 'mine', 'shop/.git/HEAD': 'ref: refs/heads/main\n' },
    force: false,
  },
  'a directory with files, forced': {
    target: 'shop',
    before: {
      'shop/notes.md': 'mine',
      'shop/package.json': '{}\n',
      'shop/src/modules/own.ts': 'export {};\n',
    },
    force: true,
  },
};

const LIFE: readonly Omit<FaultPlan, 'at'>[] = [
  { fault: 'fails', code: 'ENOSPC' },
  { fault: 'fails', code: 'EIO' },
  { fault: 'fails after the fact', code: 'EIO' },
  { fault: 'disk stays full', code: 'ENOSPC' },
  { fault: 'abort', code: 'none' },
];

for (const [diskName, openDisk] of Object.entries(DISKS)) {
  describe(`on ${diskName}`, () => {
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      for (const plan of LIFE) {
        it(`leaves nothing or the whole in ${name} when any operation: ${plan.fault} (${plan.code})`, async () => {
          const states = await atEveryOperation(openDisk, scenario, plan, async (disk, run) => {
            const error = await run().then(
              () => undefined,
              (cause: unknown) => cause,
            );
            const state = await stateOf(disk, scenario);
            if (error !== undefined) expect(error).toHaveProperty('name', nameOf(plan.fault));
            expect(state).toBe(error === undefined ? 'whole' : 'nothing');
            return state;
          });
          expect(states).toContain('nothing');
        });
      }

      it(`recovers ${name} at the next run when the process dies at any operation`, async () => {
        const plan = { fault: 'dies', code: 'EIO' } as const;
        await atEveryOperation(openDisk, scenario, plan, async (disk, run) => {
          await run().catch(() => undefined);
          await writeTree(job(disk, scenario, 2)).catch(expectRefusalOfTheWhole);
          return stateOf(disk, scenario);
        }).then((states) => expect(new Set(states)).toEqual(new Set(['whole'])));
      });
    }
  });
}

/** A run that died after its last move is complete, and a complete directory is refused like any other. */
function expectRefusalOfTheWhole(error: unknown): void {
  expect(error).toMatchObject({ code: 'TARGET_NOT_EMPTY' });
}

/** What went wrong is told as a coded problem, and an abort as the signal's own reason. */
function nameOf(fault: Fault): string {
  return fault === 'abort' ? 'AbortError' : 'UserError';
}

type State = 'nothing' | 'whole';

async function atEveryOperation(
  openDisk: () => Disk,
  scenario: Scenario,
  plan: Omit<FaultPlan, 'at'>,
  check: (disk: Disk, run: () => Promise<unknown>) => Promise<State>,
): Promise<State[]> {
  const states: State[] = [];
  for (let at = 1; at < 1000; at++) {
    const disk = openDisk();
    try {
      await put(disk, scenario.before);
      const faulty = faultyFileSystem(disk.fs, { at, ...plan });
      const faultyJob = { ...job(disk, scenario, 1), fs: faulty.fs, signal: faulty.signal };
      states.push(await check(disk, () => writeTree(faultyJob)));
      if (faulty.count() < at) return states;
    } finally {
      disk.dispose();
    }
  }
  throw new Error('The run never ended without a fault');
}

/** Compares every byte below the root, so that a leftover or a changed file of the user's is neither. */
async function stateOf(disk: Disk, { target, before }: Scenario): Promise<State> {
  const found = await contentsOf(disk.fs, disk.root);
  const nothing = treeContents(asFiles(before), '');
  if (!Object.keys(found).some((path) => path.endsWith('tools/run.sh'))) {
    expect(found).toEqual(nothing);
    return 'nothing';
  }
  expect(found).toEqual({ ...nothing, ...treeContents(SMALL_TREE, `${target}/`) });
  return 'whole';
}

function asFiles(files: Readonly<Record<string, string>>): typeof SMALL_TREE {
  return Object.entries(files).map(([path, content]) => ({ path, content, executable: false }));
}

function job(disk: Disk, { target, force }: Scenario, run: number): WriteJob {
  return {
    fs: disk.fs,
    target: join(disk.root, target),
    tree: SMALL_TREE,
    force,
    run: deadRun(run),
    signal: new AbortController().signal,
  };
}
