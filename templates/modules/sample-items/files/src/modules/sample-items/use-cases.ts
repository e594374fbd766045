import { ownsOrAdministers } from '#platform/access.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { page, type PageWanted } from '#platform/pages.ts';
import { expectVersion, saved } from '#platform/versions.ts';
import { sampleItems } from './contract.ts';
import { newSampleItem, rename, type SampleItem } from './domain.ts';
import type { SampleItemsStore } from './store.ts';

export function useCases(store: SampleItemsStore) {
  const loadOwn = async (call: Call, id: string): Promise<SampleItem> => {
    const found = await store.find(id);
    if (!found)
      throw refuse(
        sampleItems,
        'sample-item-not-found',
        `There is no such thing with the id ${id}`,
      );
    if (!ownsOrAdministers(call.actor, found.ownerId))
      throw refuse(sampleItems, 'forbidden', 'This belongs to somebody else');
    return found;
  };

  return {
    async getSampleItem(_call: Call, { id }: { id: string }) {
      const found = await store.find(id);
      return found ? { id, name: found.name } : null;
    },

    async addSampleItem(call: Call, { name }: { name: string }) {
      const added = newSampleItem(newId(call), call.actor.id, name);
      const { id, ownerId } = added;
      await store.save(call, added, {
        messages: [
          message(sampleItems, 'sample-items.sample-item-added.v1', id, { id, name, ownerId }),
        ],
      });
      return saved(added);
    },

    async showSampleItem(call: Call, { id }: { id: string }) {
      return loadOwn(call, id);
    },

    async listSampleItems(call: Call, wanted: PageWanted) {
      const found = await store.listOf(call.actor.id, wanted.after ?? null, wanted.limit);
      return page(found, wanted);
    },

    async renameSampleItem(call: Call, { id, name }: { id: string; name: string }) {
      const before = await loadOwn(call, id);
      expectVersion(call, before.version);
      const renamed = rename(before, name);
      await store.save(call, renamed, {});
      return saved(renamed);
    },

    async removeSampleItem(call: Call, { id }: { id: string }) {
      const gone = await loadOwn(call, id);
      expectVersion(call, gone.version);
      await store.remove(call, gone, {
        messages: [message(sampleItems, 'sample-items.sample-item-removed.v1', id, { id })],
      });
    },
  };
}
