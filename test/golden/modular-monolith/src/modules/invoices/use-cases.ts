import { ownsOrAdministers } from '#platform/access.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { page, type PageWanted } from '#platform/pages.ts';
import { expectVersion, saved } from '#platform/versions.ts';
import { invoices } from './contract.ts';
import { newInvoice, rename, type Invoice } from './domain.ts';
import type { InvoicesStore } from './store.ts';

export function useCases(store: InvoicesStore) {
  const loadOwn = async (call: Call, id: string): Promise<Invoice> => {
    const found = await store.find(id);
    if (!found)
      throw refuse(
        invoices,
        'invoice-not-found',
        `There is no such thing with the id ${id}`,
      );
    if (!ownsOrAdministers(call.actor, found.ownerId))
      throw refuse(invoices, 'forbidden', 'This belongs to somebody else');
    return found;
  };

  return {
    async getInvoice(_call: Call, { id }: { id: string }) {
      const found = await store.find(id);
      return found ? { id, name: found.name } : null;
    },

    async addInvoice(call: Call, { name }: { name: string }) {
      const added = newInvoice(newId(call), call.actor.id, name);
      const { id, ownerId } = added;
      await store.save(call, added, {
        messages: [
          message(invoices, 'invoices.invoice-added.v1', id, { id, name, ownerId }),
        ],
      });
      return saved(added);
    },

    async showInvoice(call: Call, { id }: { id: string }) {
      return loadOwn(call, id);
    },

    async listInvoices(call: Call, wanted: PageWanted) {
      const found = await store.listOf(call.actor.id, wanted.after ?? null, wanted.limit);
      return page(found, wanted);
    },

    async renameInvoice(call: Call, { id, name }: { id: string; name: string }) {
      const before = await loadOwn(call, id);
      expectVersion(call, before.version);
      const renamed = rename(before, name);
      await store.save(call, renamed, {});
      return saved(renamed);
    },

    async removeInvoice(call: Call, { id }: { id: string }) {
      const gone = await loadOwn(call, id);
      expectVersion(call, gone.version);
      await store.remove(call, gone, {
        messages: [message(invoices, 'invoices.invoice-removed.v1', id, { id })],
      });
    },
  };
}
