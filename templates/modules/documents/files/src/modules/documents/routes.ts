import { pageOf, PageQuery } from '#platform/pages.ts';
import { route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import { MAX_BYTES } from './domain.ts';
import type { useCases } from './use-cases.ts';

const Document = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  state: z.enum(['announced', 'stored']),
});
const Upload = z.object({
  method: z.literal('PUT'),
  url: z.string(),
  headers: z.record(z.string(), z.string()).readonly(),
  expiresAt: z.string(),
});
const ById = z.object({ id: z.uuid() });

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'POST',
    path: '/documents',
    summary: 'Announce a document and get a URL to upload it to',
    policy: SIGNED_IN,
    status: 201,
    body: z.object({
      name: z.string().trim().min(1).max(500),
      contentType: z.string().max(100),
      size: z.number().int().min(1).max(MAX_BYTES),
    }),
    response: Document.extend({ upload: Upload }),
    handler: cases.announce,
  }),
  route({
    method: 'POST',
    path: '/documents/:id/confirm',
    summary: 'Say that the upload is done',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    response: Document,
    handler: cases.confirm,
  }),
  route({
    method: 'GET',
    path: '/documents',
    summary: 'List your documents',
    policy: SIGNED_IN,
    status: 200,
    query: PageQuery,
    response: pageOf(Document),
    handler: cases.list,
  }),
  route({
    method: 'GET',
    path: '/documents/:id',
    summary: 'Show a document',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    response: Document,
    handler: cases.show,
  }),
  route({
    method: 'GET',
    path: '/documents/:id/download',
    summary: 'Get a URL to download a document from',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    response: z.object({ url: z.string(), expiresAt: z.string() }),
    handler: cases.download,
  }),
  route({
    method: 'DELETE',
    path: '/documents/:id',
    summary: 'Delete a document and its file',
    policy: SIGNED_IN,
    status: 204,
    params: ById,
    response: z.void(),
    handler: cases.remove,
  }),
];
