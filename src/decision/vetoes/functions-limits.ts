import type { VetoTest } from './context.js';

const BEYOND_FUNCTIONS: readonly string[] = ['long-running', 'inference'];

export const functionsLimits: VetoTest = ({ complete, threshold, isGiven }) => {
  const work = isGiven('workload')
    ? complete.workload.find((part) => BEYOND_FUNCTIONS.includes(part))
    : undefined;
  if (work !== undefined) return `workload: ${work}`;
  const isTooFast = complete.latencyMs <= threshold('veto.functions.latency-ms');
  return isGiven('latencyMs') && isTooFast ? `latency target: ${complete.latencyMs} ms` : null;
};
