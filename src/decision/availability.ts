import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import {
  HOURS_PER_MONTH,
  MINUTES_PER_HOUR,
  sixDecimals,
  threeDigits,
  WHOLE,
} from '#shared/quantity.js';
import type { Decision } from './schema.js';

type Availability = Decision['availability'];
type Chain = Availability['patterns'][number];

const BALANCER = ['load balancer', 'sla.balancer'] as const;
const CONTAINERS = ['containers', 'sla.containers'] as const;
const CLUSTER = ['cluster', 'sla.cluster'] as const;
const DATABASE = ['database', 'sla.database'] as const;

/**
 * What one request needs at the same time. A log or a queue behind the outbox is not among it: when it is down,
 * effects come later and nothing is refused.
 */
function linksOf(pattern: PatternId, isRelational: boolean, calls: number) {
  switch (pattern) {
    case 'modular-monolith':
      return [BALANCER, CONTAINERS, DATABASE];
    case 'serverless':
      return [
        ['HTTP API', 'sla.http-api'] as const,
        ['functions', 'sla.functions'] as const,
        isRelational ? DATABASE : (['tables', 'sla.tables'] as const),
      ];
    case 'event-driven':
      return [BALANCER, CLUSTER, CONTAINERS, DATABASE];
    case 'microservices': {
      const each = Array.from(
        { length: calls },
        (_, call) => [`database of deployable ${call + 1}`, 'sla.database'] as const,
      );
      return [BALANCER, CLUSTER, CONTAINERS, ...each];
    }
  }
}

function chainOf(pattern: PatternId, complete: CompleteAnswers, threshold: Lookup): Chain {
  const isRelational =
    complete.consistency === 'strong' || complete.workload.includes('transactional');
  const calls = threshold('availability.calls-in-chain');
  const links = linksOf(pattern, isRelational, calls).map(([link, evidence]) => ({
    link,
    percent: threshold(evidence),
    evidence,
  }));
  const share = links.reduce((product, { percent }) => product * (percent / WHOLE), 1);
  const weakest = links.reduce((low, one) => (one.percent < low.percent ? one : low));
  return {
    pattern,
    percent: sixDecimals(share * WHOLE),
    minutesDown: threeDigits((1 - share) * HOURS_PER_MONTH * MINUTES_PER_HOUR),
    meets: share * WHOLE >= complete.availability,
    weakest: weakest.link,
    links,
  };
}

/** What has to be there so that no more time, and no more data, is lost than was said. */
function recoveryOf(complete: CompleteAnswers, threshold: Lookup): Availability['recovery'] {
  const { recoveryMinutes: time, recoveryPointMinutes: point } = complete;
  const failover = threshold('recovery.failover-minutes');
  const restore = threshold('recovery.restore-minutes');
  const logs = threshold('recovery.point-minutes');
  return [
    {
      of: 'time',
      asked: time,
      needs: timeNeeds(time, failover, restore),
      evidence: ['recovery.failover-minutes', 'recovery.restore-minutes'],
    },
    {
      of: 'point',
      asked: point,
      needs:
        point !== null && point < logs
          ? 'a standby that has each commit before it is answered; restoring from backups loses more'
          : `backups with logs every ${logs} minutes are enough; restoring them must be rehearsed`,
      evidence: ['recovery.point-minutes'],
    },
  ];
}

function timeNeeds(asked: number | null, failover: number, restore: number): string {
  if (asked !== null && asked < failover)
    return `two regions that both serve: a standby in another zone takes about ${failover} minutes`;
  if (asked !== null && asked < restore)
    return `a standby in another zone (about ${failover} minutes); a lost region takes longer`;
  return `backups that are restored in about ${restore} minutes; a standby makes it ${failover}`;
}

/** Serial availability of what one request touches, by the promises of the provider. */
export function availabilityOf(complete: CompleteAnswers, threshold: Lookup): Availability {
  return {
    target: complete.availability,
    patterns: PATTERN_IDS.map((pattern) => chainOf(pattern, complete, threshold)),
    recovery: recoveryOf(complete, threshold),
  };
}
