import { type Call, newId } from '#platform/call.ts';
import type { Flags } from '#platform/flags.ts';
import { type Announcement, flagsOf, visible } from './domain.ts';
import type { AnnouncementsStore } from './store.ts';

export function useCases(store: AnnouncementsStore, flags: Flags) {
  return {
    async announce(
      call: Call,
      { title, text, flag = null }: { title: string; text: string; flag?: string | undefined | null },
    ) {
      const announcement: Announcement = { id: newId(call), title, text, flag };
      await store.add(call, announcement);
      return announcement;
    },

    /** A page may hold fewer than asked for: what a flag hides is left out after it was counted. */
    async listVisible(call: Call, { after, limit }: { after?: string | undefined; limit: number }) {
      const found = await store.list(after ?? null, limit);
      const asked = await Promise.all(
        flagsOf(found).map(async (flag) => ({ flag, on: await flags.isOn(call, flag, false) })),
      );
      const on = new Set(asked.filter((one) => one.on).map(({ flag }) => flag));
      return {
        items: [...visible(found, on)],
        next: found.length === limit ? (found.at(-1)?.id ?? null) : null,
      };
    },
  };
}
