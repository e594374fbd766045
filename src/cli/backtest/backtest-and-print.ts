import { resolve } from 'node:path';
import { readCases } from '#adapters/read-cases.js';
import { backtest } from '#decision/backtest/backtest.js';
import { parseCases } from '#decision/backtest/parse-cases.js';
import { loadKnowledge } from '#knowledge/load.js';
import { backtestText } from '#report/backtest-text.js';
import type { Options } from '../flags/read-flags.js';
import { requireOk } from '../require-ok.js';
import type { Shell } from '../shell.js';

/** Runs the backtest over the given cases, or over the published ones that ship with this version. */
export async function backtestAndPrint(options: Options, shell: Shell): Promise<number> {
  const file = options['cases'];
  const knowledge = loadKnowledge();
  const cases =
    typeof file === 'string'
      ? requireOk(parseCases(await readCases(resolve(shell.cwd, file), file), file))
      : knowledge.cases;
  const result = backtest(cases, knowledge);
  const json = options['json'] === true;
  shell.out(json ? `${JSON.stringify(result, null, 2)}\n` : backtestText(result));
  return 0;
}
