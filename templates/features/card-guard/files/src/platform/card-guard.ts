import * as z from 'zod';
import { holdsCardNumber } from '#platform/card-numbers.ts';
import { Refusal } from '#platform/errors.ts';
import { defineExtension } from '#platform/extension.ts';

/** Nobody types these; one trace in thirty thousand has a span whose digits would pass for a card. */
const MADE_BY_CHANCE = new Set(['authorization', 'traceparent', 'tracestate']);

/**
 * Card numbers do not come in: what looks like one, anywhere in a request, is refused before anything sees it. The
 * system then neither stores nor handles card data; cards are typed into fields of the payment provider, which hands
 * out tokens. What is refused is not repeated, neither in the answer nor in a log.
 */
export const extension = defineExtension({
  name: 'card-guard',
  settings: z.object({}),
  open: () => ({
    inspect: ({ params, query, body, headers }) => {
      const typed = Object.entries(headers).filter(([name]) => !MADE_BY_CHANCE.has(name));
      if ([params, query, body, typed].some(holdsCardNumber))
        throw new Refusal(
          'card-number-refused',
          400,
          'This looks like a card number, which must not be sent here: use a token of the payment provider',
        );
    },
  }),
});
