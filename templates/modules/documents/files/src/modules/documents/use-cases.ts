import { ownsOrAdministers } from '#platform/access.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import type { Files } from '#platform/files.ts';
import { message } from '#platform/messages.ts';
import { page, type PageWanted } from '#platform/pages.ts';
import { documents } from './contract.ts';
import { cleanName, type Document, isAllowed, keyOf, UPLOAD_SECONDS } from './domain.ts';
import type { DocumentsStore } from './store.ts';

export function useCases(store: DocumentsStore, files: Files) {
  const own = async (call: Call, id: string): Promise<Document> => {
    const document = await store.find(id);
    if (!document) throw refuse(documents, 'document-not-found', `There is no document ${id}`);
    if (!ownsOrAdministers(call.actor, document.ownerId))
      throw refuse(documents, 'forbidden', 'This is somebody else’s document');
    return document;
  };

  const erasing = (document: Document) =>
    message(documents, 'documents.erase-file.v1', document.id, { key: keyOf(document) });

  return {
    /** The file goes straight to the store; this decides what may be put there, and for how long. */
    async announce(call: Call, input: { name: string; contentType: string; size: number }) {
      const { contentType, size } = input;
      if (!isAllowed(contentType))
        throw refuse(documents, 'type-not-allowed', `${contentType} is not accepted here`);
      const document: Document = {
        id: newId(call),
        ownerId: call.actor.id,
        name: cleanName(input.name),
        contentType,
        size,
        state: 'announced',
        version: 0,
      };
      const expired = message(documents, 'documents.upload-expired.v1', `expiry:${document.id}`, {
        documentId: document.id,
      });
      await store.save(call, document, {
        messages: [{ ...expired, delaySeconds: UPLOAD_SECONDS }],
      });
      return { ...document, upload: await files.upload(keyOf(document), { contentType, size }) };
    },

    async confirm(call: Call, { id }: { id: string }) {
      const document = await own(call, id);
      if (document.state === 'stored') return document;
      const found = await files.find(keyOf(document));
      if (found?.size !== document.size || found.contentType !== document.contentType)
        throw refuse(documents, 'not-uploaded', 'The file is not there as it was announced');
      const stored: Document = { ...document, state: 'stored' };
      await store.save(call, stored, {});
      return stored;
    },

    async show(call: Call, { id }: { id: string }) {
      return own(call, id);
    },

    async list(call: Call, wanted: PageWanted) {
      const found = await store.listOf(call.actor.id, wanted.after ?? null, wanted.limit);
      return page(found, wanted);
    },

    async download(call: Call, { id }: { id: string }) {
      const document = await own(call, id);
      if (document.state !== 'stored')
        throw refuse(documents, 'not-uploaded', 'The file was not uploaded yet');
      return files.download(keyOf(document), document.name);
    },

    /** The document is gone at once; its file follows, however long the store is away. */
    async remove(call: Call, { id }: { id: string }) {
      const document = await own(call, id);
      await store.remove(call, document, { messages: [erasing(document)] });
    },

    async uploadExpired(call: Call, { documentId }: { documentId: string }) {
      const document = await store.find(documentId);
      if (document?.state !== 'announced') return;
      await store.remove(call, document, { messages: [erasing(document)] });
    },

    async eraseFile(_call: Call, { key }: { key: string }) {
      await files.remove(key);
    },
  };
}
