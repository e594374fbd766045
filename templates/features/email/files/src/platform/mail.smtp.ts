import nodemailer from 'nodemailer';
import { type Letter, type Mail, MailRefused } from '#platform/mail.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. */
  readonly url: string;
  readonly from: string;
  /** False only where nobody else is on the network: a server without TLS is then spoken to in the open. */
  readonly requireTls: boolean;
  /** Our own authority, in PEM, where a public one did not sign the server's certificate. */
  readonly authority?: string | undefined;
}

/** Sends over SMTP. Together the limits stay below the time that a handler has. */
export function smtpMail({
  url,
  from,
  requireTls,
  authority,
}: SmtpOptions): Mail & { close(): void } {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: 2,
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: requireTls && !secure,
    ...(authority !== undefined && { tls: { ca: authority } }),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  return {
    send: async (letter) => {
      await transport.sendMail(messageOf(letter, from)).catch((error: unknown) => {
        throw isFinal(error) ? new MailRefused(String(error), { cause: error }) : error;
      });
    },
    close: () => transport.close(),
  };
}

/** What both adapters write: the same letter gives the same Message-ID. */
export function messageOf({ id, to, subject, text, html }: Letter, from: string) {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    // Not a string: an address is one mailbox, whatever commas and names it holds.
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** A final no about the mailbox or the letter. A refused login is our own mistake: letters wait until it is mended. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode ?? 0) >= 500;
}
