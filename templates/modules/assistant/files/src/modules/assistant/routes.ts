import { eventRoute, roles, route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Document = z.object({ id: z.string(), title: z.string(), addedAt: z.string() });
const ById = z.object({ id: z.uuid() });
const Use = z.object({ spent: z.number().int(), limit: z.number().int() });
const Event = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passages'),
    passages: z.array(
      z.object({
        number: z.number().int(),
        documentId: z.string(),
        title: z.string(),
        text: z.string(),
      }),
    ),
  }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('done'), cited: z.array(z.number().int()), tokens: z.number().int() }),
]);

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'POST',
    path: '/assistant/documents',
    summary: 'Add a document to answer from',
    policy: roles('admin'),
    status: 201,
    body: z.object({
      title: z.string().trim().min(1).max(200),
      text: z.string().trim().min(1).max(100_000),
    }),
    response: Document.extend({ passages: z.number().int() }),
    handler: cases.addDocument,
  }),
  route({
    method: 'GET',
    path: '/assistant/documents',
    summary: 'List documents',
    policy: roles('admin'),
    status: 200,
    query: z.object({
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ items: z.array(Document), next: z.string().nullable() }),
    handler: cases.listDocuments,
  }),
  route({
    method: 'DELETE',
    path: '/assistant/documents/:id',
    summary: 'Forget a document',
    policy: roles('admin'),
    status: 204,
    params: ById,
    response: z.void(),
    handler: cases.removeDocument,
  }),
  route({
    method: 'GET',
    path: '/assistant/passages',
    summary: 'Find passages by what they mean',
    policy: SIGNED_IN,
    status: 200,
    query: z.object({
      q: z.string().trim().min(1).max(2_000),
      limit: z.coerce.number().int().min(1).max(20).default(5),
    }),
    response: z.object({
      items: z.array(
        z.object({
          documentId: z.string(),
          title: z.string(),
          text: z.string(),
          similarity: z.number(),
        }),
      ),
    }),
    handler: cases.findPassages,
  }),
  eventRoute({
    method: 'POST',
    path: '/assistant/answers',
    summary: 'Answer a question from the documents, as it is written',
    policy: SIGNED_IN,
    body: z.object({ question: z.string().trim().min(1).max(2_000) }),
    event: Event,
    handler: cases.answer,
  }),
  route({
    method: 'GET',
    path: '/assistant/budget',
    summary: 'What you have spent today, and may',
    policy: SIGNED_IN,
    status: 200,
    response: z.object({ requests: Use, tokens: Use }),
    handler: cases.showBudget,
  }),
];
