import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';
import { MS_PER_SECOND, threeDigits } from '#shared/quantity.js';

export interface Warning {
  readonly pattern: PatternId | null;
  readonly says: string;
}

/** What the peak load asks for, by Little's law and utilisation. */
export interface Capacity {
  /** Requests in flight at the peak: arrival rate times time in the system. */
  readonly concurrency: number;
  /** vCPUs that keep utilisation at the target at the peak. */
  readonly vcpus: number;
  readonly databaseVcpus: number;
  /** Both at the load of 18 months from now. */
  readonly later: {
    readonly concurrency: number;
    readonly vcpus: number;
    readonly databaseVcpus: number;
  };
  /** `pattern` is null where it concerns all of them. */
  readonly warnings: readonly Warning[];
}

/** Requests in flight and vCPUs at a peak, with room up to the target utilisation. */
export function sizeAt(peak: number, threshold: Lookup) {
  const busy = (ms: string) => (peak * threshold(ms)) / MS_PER_SECOND;
  const target = threshold('capacity.target-utilisation');
  return {
    concurrency: busy('capacity.wall-ms'),
    vcpus: busy('capacity.cpu-ms') / target,
    databaseVcpus: busy('capacity.db-ms') / target,
  };
}

function sized(peak: number, threshold: Lookup) {
  const { concurrency, vcpus, databaseVcpus } = sizeAt(peak, threshold);
  return {
    concurrency: threeDigits(concurrency),
    vcpus: threeDigits(vcpus),
    databaseVcpus: threeDigits(databaseVcpus),
  };
}

function warningsFor(later: Capacity['later'], threshold: Lookup): Warning[] {
  const quota = threshold('capacity.lambda-concurrency');
  const largest = threshold('capacity.database-vcpus-most');
  const target = threshold('capacity.target-utilisation');
  const utilisation = (later.databaseVcpus * target) / largest;
  const warnings: Warning[] = [];
  if (later.concurrency > quota) {
    warnings.push({
      pattern: 'serverless',
      says: `${later.concurrency} requests in flight exceed the default quota of ${quota} functions`,
    });
  }
  if (utilisation > threshold('capacity.warn-utilisation')) {
    warnings.push({
      pattern: null,
      says: `about ${later.databaseVcpus} vCPUs of database: plan read replicas, caching or sharding`,
    });
  }
  return warnings;
}

/** Sizes the system at today's peak and at the peak in 18 months. */
export function capacityOf(complete: CompleteAnswers, threshold: Lookup): Capacity {
  const later = sized(complete.peakRps * threshold(`growth.${complete.growth}`), threshold);
  return { ...sized(complete.peakRps, threshold), later, warnings: warningsFor(later, threshold) };
}
