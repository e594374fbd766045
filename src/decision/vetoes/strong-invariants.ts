import type { VetoTest } from './context.js';

export const strongInvariants: VetoTest = ({ complete, isGiven }) =>
  isGiven('consistency') &&
  complete.consistency === 'strong' &&
  complete.workload.includes('transactional')
    ? 'consistency: strong, over several objects'
    : null;
