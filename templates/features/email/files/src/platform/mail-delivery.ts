import type { Counts } from '#platform/counts.ts';
import { defineExtension } from '#platform/extension.ts';
import { type Mail, MailRefused } from '#platform/mail.ts';
import { folderMail } from '#platform/mail.folder.ts';
import { smtpMail } from '#platform/mail.smtp.ts';
import * as z from 'zod';

const settings = z.object({
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_CA: z.string().includes('BEGIN CERTIFICATE').optional(),
  MAIL_FROM: z.string().includes('@').default('Shop <no-reply@example.com>'),
  MAIL_FOLDER: z.string().default('.data/mail'),
});

/** Gives modules the port `mail`: SMTP where a server is named, files on a developer's machine. */
export const extension = defineExtension({
  name: 'mail-delivery',
  settings,
  check: ({ SMTP_URL }, { NODE_ENV }) =>
    NODE_ENV === 'production' && SMTP_URL === undefined
      ? ['SMTP_URL: is required in production and not set']
      : [],
  open: ({ settings: given, config, log, counts }) => {
    if (given.SMTP_URL === undefined)
      return {
        ports: { mail: counted(folderMail(given.MAIL_FOLDER, given.MAIL_FROM, log), counts) },
      };
    const smtp = smtpMail({
      url: given.SMTP_URL,
      from: given.MAIL_FROM,
      authority: given.SMTP_CA,
      requireTls: config.NODE_ENV === 'production' && !config.ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK,
    });
    return { ports: { mail: counted(smtp, counts) }, close: async () => smtp.close() };
  },
});

function counted(mail: Mail, counts: Counts): Mail {
  const count = counts.counter('mails_total', 'Letters handed to the mail server', ['outcome']);
  return {
    send: async (letter) => {
      try {
        await mail.send(letter);
        count({ outcome: 'sent' });
      } catch (error) {
        count({ outcome: error instanceof MailRefused ? 'refused' : 'failed' });
        throw error;
      }
    },
  };
}
