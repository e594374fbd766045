import { ownsOrAdministers } from '#platform/access.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { invoices } from './contract.ts';
import { newInvoice, rename, type Invoice } from './domain.ts';
import type { InvoicesStore } from './store.ts';

export function useCases(store: InvoicesStore) {
  const loadOwn = async (call: Call, id: string): Promise<Invoice> => {
    const invoice = await store.find(id);
    if (!invoice) throw refuse(invoices, 'invoice-not-found', `There is no such thing with the id ${id}`);
    if (!ownsOrAdministers(call.actor, invoice.ownerId)) throw refuse(invoices, 'forbidden', 'This belongs to somebody else');
    return invoice;
  };

  return {
    async getInvoice(_call: Call, { id }: { id: string }) {
      const invoice = await store.find(id);
      return invoice ? { id, name: invoice.name } : null;
    },

    async addInvoice(call: Call, { name }: { name: string }) {
      const invoice = newInvoice(newId(call), call.actor.id, name);
      const { id, ownerId } = invoice;
      await store.save(call, invoice, {
        messages: [message(invoices, 'invoices.invoice-added.v1', id, { id, name, ownerId })],
      });
      return invoice;
    },

    async showInvoice(call: Call, { id }: { id: string }) {
      return loadOwn(call, id);
    },

    async listInvoices(call: Call, { after, limit }: { after?: string | undefined; limit: number }) {
      const items = await store.listOf(call.actor.id, after ?? null, limit);
      return { items: [...items], next: items.length === limit ? (items.at(-1)?.id ?? null) : null };
    },

    async renameInvoice(call: Call, { id, name }: { id: string; name: string }) {
      const invoice = rename(await loadOwn(call, id), name);
      await store.save(call, invoice, {});
      return invoice;
    },

    async removeInvoice(call: Call, { id }: { id: string }) {
      await store.remove(call, await loadOwn(call, id), {
        messages: [message(invoices, 'invoices.invoice-removed.v1', id, { id })],
      });
    },
  };
}
