import * as z from 'zod';
import { holdsCardNumber } from '#platform/card-numbers.ts';
import { Refusal } from '#platform/errors.ts';
import { defineExtension } from '#platform/extension.ts';

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
      const { authorization: _, ...others } = headers;
      if ([params, query, body, others].some(holdsCardNumber))
        throw new Refusal(
          'card-number-refused',
          400,
          'This looks like a card number, which must not be sent here: use a token of the payment provider',
        );
    },
  }),
});
