import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { systemCode } from './file-system.js';
import type { RunIdentity } from './writing/staging.js';

/** The identity of one run in this process. */
export function runIdentity(): RunIdentity {
  const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  return {
    owner: `${host}-${process.pid}`,
    nonce: randomBytes(6).toString('hex'),
    now: Date.now(),
    stateOf: (owner) => {
      const [ownerHost, pid] = owner.split('-');
      if (ownerHost !== host) return 'unknown';
      return isAlive(Number(pid)) ? 'alive' : 'dead';
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return systemCode(error) !== 'ESRCH';
  }
}
