import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { type Mail, MailRefused } from '#platform/mail.ts';
import { message } from '#platform/messages.ts';
import { notifications } from './contract.ts';
import { afterAttempt, type Attempt, type Letter, newLetter } from './domain.ts';
import { type Occasion, wordsFor } from './letters.ts';
import type { NotificationsStore } from './store.ts';

export function useCases(store: NotificationsStore, mail: Mail) {
  const sending = (letter: Letter, delaySeconds = 0) => ({
    ...message(notifications, 'notifications.send-letter.v1', letter.id, { letterId: letter.id }),
    delaySeconds,
  });

  const write = (call: Call, customerId: string, occasion: Occasion) => {
    const letter = newLetter(newId(call), customerId, occasion);
    return store.saveLetter(call, letter, { messages: [sending(letter)] });
  };

  const attempt = async (letter: Letter): Promise<Attempt> => {
    const to = await store.findAddress(letter.customerId);
    if (to === null) return { outcome: 'failed', why: 'The address is not known yet' };
    try {
      await mail.send({ id: letter.id, to, ...wordsFor(letter.occasion) });
      return { outcome: 'sent' };
    } catch (error) {
      const outcome = error instanceof MailRefused ? 'refused' : 'failed';
      return { outcome, why: String(error) };
    }
  };

  const page = (items: readonly Letter[], limit: number) => ({
    items: [...items],
    next: items.length === limit ? (items.at(-1)?.id ?? null) : null,
  });

  return {
    async accountOpened(call: Call, { accountId, email }: { accountId: string; email: string }) {
      const letter = newLetter(newId(call), accountId, { kind: 'welcome' });
      const recipient = { customerId: accountId, email };
      await store.addRecipient(call, recipient, letter, { messages: [sending(letter)] });
    },

    async orderConfirmed(
      call: Call,
      { customerId, orderId, total }: { customerId: string; orderId: string; total: number },
    ) {
      await write(call, customerId, { kind: 'order-confirmed', orderId, total });
    },

    async orderRejected(
      call: Call,
      { customerId, orderId, reason }: { customerId: string; orderId: string; reason: string },
    ) {
      await write(call, customerId, { kind: 'order-rejected', orderId, reason });
    },

    /** A crash between sending and saving sends again, with the same Message-ID: more than that SMTP does not offer. */
    async sendLetter(call: Call, { letterId }: { letterId: string }) {
      const before = await store.findLetter(letterId);
      if (before?.state !== 'queued') return;
      const { letter, againIn } = afterAttempt(before, await attempt(before));
      await store.saveLetter(call, letter, {
        messages: againIn === null ? [] : [sending(letter, againIn)],
      });
    },

    async listOwn(call: Call, { after, limit }: { after?: string | undefined; limit: number }) {
      return page(await store.listOf(call.actor.id, after ?? null, limit), limit);
    },

    async listFailed(_call: Call, { after, limit }: { after?: string | undefined; limit: number }) {
      return page(await store.listFailed(after ?? null, limit), limit);
    },

    /** After the cause is mended, for example a wrong address. */
    async sendAgain(call: Call, { id }: { id: string }) {
      const letter = await store.findLetter(id);
      if (!letter) throw refuse(notifications, 'letter-not-found', `There is no letter ${id}`);
      if (letter.state !== 'failed')
        throw refuse(notifications, 'letter-not-failed', `The letter ${id} is ${letter.state}`);
      const again: Letter = { ...letter, state: 'queued', attempts: 0 };
      await store.saveLetter(call, again, { messages: [sending(again)] });
      return again;
    },
  };
}
