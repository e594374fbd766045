import type { Call } from '#platform/call.ts';
import type { Announcement } from './domain.ts';

export interface AnnouncementsStore {
  list(after: string | null, limit: number): Promise<readonly Announcement[]>;
  add(call: Call, announcement: Announcement): Promise<void>;
}
