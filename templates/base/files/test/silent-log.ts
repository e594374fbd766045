import type { Log } from '#platform/log.ts';

/** For parts of the platform that a test starts by itself. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
