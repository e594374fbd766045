import { threeDigits } from '#shared/quantity.js';
import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import { said } from './filler.js';
import type { Fill } from './filler.js';
import { usual } from './numbers.js';
import { supervised } from './supervised.js';

type Variability = Given<'variability'>;

const SECONDS_PER_DAY = 86_400;
const RISING = ['steady', 'diurnal', 'spiky'] as const;

/** The variability whose usual ratio is just above the one given. */
function variabilityOf(ratio: number): Variability {
  const found = RISING.find((one) => ratio <= usual(`ratio-most.${one}`));
  return found ?? 'extreme';
}

function usualLatency(workload: Given<'workload'>): number {
  if (workload.includes('realtime')) return usual('latency-ms.realtime');
  const interactive = workload.some((part) =>
    ['crud', 'transactional', 'read-heavy'].includes(part),
  );
  return usual(interactive ? 'latency-ms.interactive' : 'latency-ms.other');
}

function usualVariability(answers: Answers, workload: Given<'workload'>): [Variability, string] {
  const average = said(answers.averageRps);
  const peak = said(answers.peakRps);
  if (average !== undefined && average > 0 && peak !== undefined) {
    return [variabilityOf(peak / average), 'from the ratio of the given peak and average'];
  }
  if (workload.includes('webhooks')) return ['spiky', 'webhooks arrive in bursts'];
  return ['diurnal', 'people sleep'];
}

function averageFrom(answers: Answers, ratio: number, users: number | null): [number, string] {
  const peak = said(answers.peakRps);
  if (peak !== undefined)
    return [threeDigits(peak / ratio), `the given peak, ${ratio} times the average`];
  const count = users ?? usual('users');
  const each = usual('requests-per-user-day');
  const average = threeDigits((count * each) / SECONDS_PER_DAY);
  return [average, `${count} users a day, ${each} requests each`];
}

function usualAvailability({ compliance }: Answers): [number, string] {
  return supervised(compliance)
    ? [usual('availability-banking'), 'a supervised bank plans for resilience']
    : [usual('availability'), 'about nine hours down a year'];
}

export function completeLoad(
  answers: Answers,
  workload: Given<'workload'>,
  fill: Fill,
): Pick<
  CompleteAnswers,
  | 'users'
  | 'averageRps'
  | 'peakRps'
  | 'variability'
  | 'growth'
  | 'latencyMs'
  | 'availability'
  | 'recoveryMinutes'
  | 'recoveryPointMinutes'
> {
  const users = said(answers.users) ?? null;
  const variability = fill<Variability>(
    'variability',
    answers.variability,
    ...usualVariability(answers, workload),
  );
  const ratio = usual(`ratio.${variability}`);
  const averageRps = fill<number>(
    'averageRps',
    answers.averageRps,
    ...averageFrom(answers, ratio, users),
  );
  const peakRps = fill<number>(
    'peakRps',
    answers.peakRps,
    threeDigits(averageRps * ratio),
    `${variability} load peaks at about ${ratio} times the average`,
  );
  return {
    users,
    averageRps,
    peakRps,
    variability,
    growth: fill<Given<'growth'>>('growth', answers.growth, 'moderate', 'not said'),
    latencyMs: fill<number>(
      'latencyMs',
      answers.latencyMs,
      usualLatency(workload),
      'usual for this workload',
    ),
    availability: fill<number>('availability', answers.availability, ...usualAvailability(answers)),
    recoveryMinutes: said(answers.recoveryMinutes) ?? null,
    recoveryPointMinutes: said(answers.recoveryPointMinutes) ?? null,
  };
}
