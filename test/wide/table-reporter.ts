import type { Reporter, TestCase, TestModule } from 'vitest/node';

interface Line {
  readonly state: 'ran' | 'FAILED' | 'skipped';
  readonly text: string;
}

/** Says at the end what ran and what did not, and why: a check that is left out must not look green. */
export default class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules.flatMap((module) => [...module.children.allTests()].map(lineOf));
    const broken = modules.filter((module) => module.errors().length > 0);
    const all = [...lines, ...broken.map(({ moduleId }) => failed(`${moduleId} could not be run`))];
    const order = ['ran', 'skipped', 'FAILED'];
    const sorted = all.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    const counts = order.map(
      (state) => `${all.filter((one) => one.state === state).length} ${state}`,
    );
    const table = sorted.map(({ state, text }) => `${state.padEnd(8)} ${text}`);
    process.stdout.write(`\n${table.join('\n')}\n\n${counts.join(', ')}\n`);
  }
}

function failed(text: string): Line {
  return { state: 'FAILED', text };
}

function lineOf(test: TestCase): Line {
  const result = test.result();
  const seconds = ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1);
  const { figures } = test.meta();
  const ran = `${test.fullName} (${figures === undefined ? '' : `${figures}, `}${seconds} s)`;
  if (result.state === 'passed') return { state: 'ran', text: ran };
  if (result.state === 'failed') return failed(ran);
  const why = result.state === 'skipped' ? result.note : undefined;
  return { state: 'skipped', text: `${test.fullName} because ${why ?? 'it was not asked for'}` };
}
