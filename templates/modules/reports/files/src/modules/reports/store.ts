import type { Call } from '#platform/call.ts';
import type { Day, Export } from './domain.ts';

export interface ReportsStore {
  addAccount(call: Call, accountId: string, at: Date): Promise<void>;
  /** Counts each day from this one on. */
  rollUp(call: Call, since: Date): Promise<void>;
  listDays(from: string, to: string): Promise<readonly Day[]>;
  findExport(id: string): Promise<Export | null>;
  /** Together with the job that makes it. */
  requestExport(call: Call, wanted: Export): Promise<void>;
  finishExport(call: Call, finished: Export): Promise<void>;
}
