import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { reports } from './contract.ts';
import { csvOf } from './domain.ts';
import type { ReportsStore } from './store.ts';

const A_DAY_MS = 86_400_000;

export function useCases(store: ReportsStore, now: () => Date) {
  const load = async (id: string) => {
    const found = await store.findExport(id);
    if (!found) throw refuse(reports, 'export-not-found', `There is no export ${id}`);
    return found;
  };

  return {
    async accountOpened(call: Call, { accountId }: { accountId: string }) {
      await store.addAccount(call, accountId, now());
    },

    /** Counts yesterday again too: messages of its last seconds may have come after midnight. */
    async rollUp(call: Call) {
      await store.rollUp(call, new Date(now().getTime() - A_DAY_MS));
    },

    async listDays(_call: Call, { from, to }: { from: string; to: string }) {
      return { items: [...(await store.listDays(from, to))] };
    },

    async requestExport(call: Call, { from, to }: { from: string; to: string }) {
      const wanted = { id: newId(call), from, to, csv: null };
      await store.requestExport(call, wanted);
      return { ...wanted, state: 'waiting' as const };
    },

    async makeExport(call: Call, { exportId }: { exportId: string }) {
      const wanted = await load(exportId);
      const csv = csvOf(await store.listDays(wanted.from, wanted.to));
      await store.finishExport(call, { ...wanted, csv });
    },

    async showExport(_call: Call, { id }: { id: string }) {
      const found = await load(id);
      return { ...found, state: found.csv === null ? ('waiting' as const) : ('ready' as const) };
    },
  };
}
