import { resolve } from 'node:path';
import { optimiseLess } from '#adapters/optimise-less.js';
import { oldPrices } from '#decision/old-prices.js';
import { loadKnowledge } from '#knowledge/load.js';
import { numbersOf } from '#knowledge/lookup.js';
import { settle, type Settled } from '../create/settle.js';
import { withRepository } from '../flags/from-repository.js';
import { givenAnswers } from '../flags/given-answers.js';
import { textOption, type Options } from '../flags/read-flags.js';
import type { Shell } from '../shell.js';
import { decisionRecord, decisionScreen } from './tell.js';

/** Decides on what was given; the rest is assumed, and the assumptions are part of the decision. */
export async function decideAndPrint(options: Options, shell: Shell): Promise<number> {
  optimiseLess();
  const given = await givenAnswers(options, shell);
  const { answers, readFrom } = await withRepository(given, options, shell);
  const changes = textOption(options, 'whatIf');
  if (changes !== undefined) {
    const { printWhatIf } = await import('./what-if.js');
    printWhatIf(answers, changes, options['json'] === true, shell);
    return 0;
  }
  const settled = settle({ answers });
  const { threshold } = numbersOf(loadKnowledge());
  const old = oldPrices(settled.decision.pricesSeen, shell.today(), threshold);
  if (old !== null) shell.err(`PRICES_OLD: ${old}\n`);
  const page = options['html'] ?? false;
  if (page !== false) await givePage(settled, textOption(options, 'html') ?? '-', shell);
  if (options['json'] === true)
    shell.out(`${JSON.stringify({ ...settled.decision, readFrom }, null, 2)}\n`);
  else if (options['adr'] === true) shell.out(decisionRecord(settled));
  else if (page === false) shell.out(decisionScreen(settled, shell));
  return 0;
}

async function givePage(settled: Settled, file: string, shell: Shell): Promise<void> {
  const { pattern, ...rest } = settled;
  const { decisionPage } = await import('#report/page/page.js');
  const page = decisionPage({ ...rest, chosen: pattern, knowledge: loadKnowledge() });
  if (file === '-') {
    shell.out(page);
    return;
  }
  const { writeReport } = await import('#adapters/write-report.js');
  await writeReport(resolve(shell.cwd, file), page);
  shell.err(`Wrote ${file}: open it in a browser.\n`);
}
