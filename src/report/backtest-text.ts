import type { Backtest, Verdict } from '#decision/backtest/backtest.js';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The 95 % interval of a share that was counted in `n` cases (Wilson). */
export function interval(share: number, n: number): readonly [number, number] {
  if (n === 0) return [0, 1];
  const z = 1.96;
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/** The backtest in a screen: agreement, by pattern, by word, and every miss. */
export function backtestText(result: Backtest): string {
  const { n, top1, top2, balanced, perPattern, forbiddenHits, closeCalls, calibration } = result;
  const [low, high] = interval(top1, n);
  const misses = result.cases.filter((one) => !one.top1);
  return [
    `${n} published decisions: the first choice agrees in ${percent(top1)} (95 %: ${percent(low)} to ${percent(high)}),`,
    `one of the first two in ${percent(top2)}; ${percent(balanced)} balanced over the patterns.`,
    `Recommended what was regretted: ${forbiddenHits.length === 0 ? 'never' : forbiddenHits.join(', ')}. Close calls: ${closeCalls}.`,
    '',
    ...perPattern.map(
      (one) => `  ${one.pattern.padEnd(18)}${percent(one.top1).padStart(5)} of ${one.n}`,
    ),
    '',
    ...calibration.map(
      (one) => `  ${`"${one.word}"`.padEnd(18)}${percent(one.top1).padStart(5)} of ${one.n} right`,
    ),
    ...(misses.length === 0 ? [] : ['', 'Misses', ...misses.map(missLine)]),
    '',
    'Who coded the cases knew the outcome: agreement is necessary, not proof.',
    '',
  ].join('\n');
}

function missLine({ id, acceptable, ranking, word, hard }: Verdict): string {
  const first = ranking[0];
  const got = first === undefined ? 'nothing' : `${first.pattern} (${word})`;
  return `  ${id}${hard ? ', hard' : ''}: ${acceptable.join(' or ')}, not ${got}`;
}
