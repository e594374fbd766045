import type { Answers } from '../schema.js';

/** True when a bank or insurance supervisor was named: resilience, records and an exit plan follow from that. */
export function supervised(compliance: Answers['compliance']): boolean {
  return Array.isArray(compliance) && compliance.includes('banking');
}
