import type { VetoTest } from './context.js';

export const functionsAuthorised: VetoTest = ({ complete, isGiven }) =>
  isGiven('compliance') && complete.compliance.includes('fedramp') ? 'compliance: fedramp' : null;
