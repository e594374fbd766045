import type { VetoTest } from './context.js';

export const microservicesPrerequisites: VetoTest = ({ complete, threshold, isGiven }) =>
  isGiven('opsMaturity') && complete.opsMaturity < threshold('veto.microservices.maturity')
    ? `ops maturity: ${complete.opsMaturity}`
    : null;
