import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: readonly string[];
  readonly messageId: string;
  readonly text: string;
}

export interface MailServerOptions {
  readonly port?: number;
  /** With a certificate that nobody signed. */
  readonly tls?: boolean;
  /** The SMTP code that refuses an address. */
  readonly refuse?: (address: string) => number | undefined;
  /** Called with a letter that was read, before the sender is told. */
  readonly beforeAnswer?: (letter: Received) => Promise<void>;
}

/** A real mail server that keeps what it gets. */
export async function mailServer(options: MailServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    secure: options.tls ?? false,
    disabledCommands: ['AUTH', ...(options.tls ? [] : ['STARTTLS'])],
    onRcptTo: ({ address }, _session, done) => {
      const code = options.refuse?.(address);
      done(
        code === undefined ? null : Object.assign(new Error('not here'), { responseCode: code }),
      );
    },
    onData: (stream, { envelope }, done) => {
      void textOf(stream).then(async (text) => {
        const letter = {
          to: envelope.rcptTo.map(({ address }) => address),
          messageId: /^Message-ID: (.+)$/im.exec(text)?.[1]?.trim() ?? '',
          text,
        };
        received.push(letter);
        await options.beforeAnswer?.(letter);
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
