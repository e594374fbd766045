/** How many accounts were opened on one day, in UTC. */
export interface Day {
  readonly day: string;
  readonly accounts: number;
}

export interface Export {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `null` until its job is done. */
  readonly csv: string | null;
}

export function csvOf(days: readonly Day[]): string {
  return ['day,accounts', ...days.map(({ day, accounts }) => `${day},${accounts}`), ''].join(
    '\r\n',
  );
}
