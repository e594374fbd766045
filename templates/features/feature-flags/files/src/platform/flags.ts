import type { Call } from '#platform/call.ts';

/** Switches that are turned while the system runs, for everybody or for some. */
export interface Flags {
  /** Whether a flag is on for whoever makes this call; `otherwise` when nobody can say. Never fails. */
  isOn(call: Call, flag: string, otherwise: boolean): Promise<boolean>;
}

declare module '#platform/module.ts' {
  interface Ports {
    readonly flags: Flags;
  }
}
