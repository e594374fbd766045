import type { VetoTest } from './context.js';

/** Regimes under which isolating one part can be reason enough. */
const ISOLATING: readonly string[] = ['pci', 'hipaa'];

export const microservicesSingleTeam: VetoTest = ({ complete, threshold, isGiven }) => {
  const teams = Math.max(complete.teams, complete.teamsIn18Months);
  const isKnown = isGiven('teams') || isGiven('engineers');
  const needsIsolation = complete.compliance.some((regime) => ISOLATING.includes(regime));
  const isSingle = teams < threshold('veto.microservices.teams');
  return isKnown && isSingle && !needsIsolation ? `independent teams: ${teams}` : null;
};
