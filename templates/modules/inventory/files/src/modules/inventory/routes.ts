import { pageOf, PageQuery } from '#platform/pages.ts';
import { PUBLIC, roles, route } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Fields = z.object({
  name: z.string().trim().min(1).max(120),
  price: z.number().int().min(0).max(100_000_000),
  stock: z.number().int().min(0).max(1_000_000),
});
const Item = Fields.extend({ id: z.string(), version: z.number().int() });
const ById = z.object({ id: z.uuid() });

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/inventory/items',
    summary: 'List items',
    policy: PUBLIC,
    status: 200,
    query: PageQuery,
    response: pageOf(Item),
    handler: cases.listItems,
  }),
  route({
    method: 'GET',
    path: '/inventory/items/:id',
    summary: 'Show an item',
    policy: PUBLIC,
    status: 200,
    params: ById,
    response: Item,
    versioned: true,
    handler: cases.showItem,
  }),
  route({
    method: 'POST',
    path: '/inventory/items',
    summary: 'Add an item',
    policy: roles('admin'),
    status: 201,
    body: Fields,
    response: Item,
    versioned: true,
    handler: cases.addItem,
  }),
  route({
    method: 'PATCH',
    path: '/inventory/items/:id',
    summary: 'Change name, price or stock',
    policy: roles('admin'),
    status: 200,
    params: ById,
    body: Fields.partial(),
    response: Item,
    versioned: true,
    handler: cases.changeItem,
  }),
];
