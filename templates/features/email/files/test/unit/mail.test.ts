import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '#platform/config.ts';
import type { Log } from '#platform/log.ts';
import { extension } from '#platform/mail-delivery.ts';
import { folderMail } from '#platform/mail.folder.ts';
import { smtpMail } from '#platform/mail.smtp.ts';
import { type Letter, MailRefused } from '#platform/mail.ts';
import { mailServer } from '#test/mail-server.ts';

const from = 'Shop <no-reply@shop.example>';
const letter: Letter = {
  id: 'letter-1',
  to: 'ada@example.com',
  subject: 'Grüße',
  text: 'Hello\n',
  html: '<p>Hello</p>',
};

test('a letter arrives as text and HTML, with a Message-ID made of its id', async () => {
  const server = await mailServer();
  const mail = smtpMail({ url: server.url, from, requireTls: false });
  try {
    await mail.send(letter);
    await mail.send(letter);
    const [first, second] = server.received;
    assert.deepEqual(first?.to, ['ada@example.com']);
    assert.equal(first?.messageId, '<letter-1@shop.example>');
    assert.equal(second?.messageId, first?.messageId);
    assert.match(first?.text ?? '', /Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
  } finally {
    mail.close();
    await server.close();
  }
});

test('a mailbox that does not exist is refused for good; a full one may take it later', async () => {
  const server = await mailServer({
    refuse: (address) => ({ 'gone@example.com': 550, 'full@example.com': 452 })[address],
  });
  const mail = smtpMail({ url: server.url, from, requireTls: false });
  try {
    await assert.rejects(mail.send({ ...letter, to: 'gone@example.com' }), MailRefused);
    const full = await mail.send({ ...letter, to: 'full@example.com' }).catch((error) => error);
    assert.ok(full instanceof Error && !(full instanceof MailRefused), String(full));
  } finally {
    mail.close();
    await server.close();
  }
});

test('a server that is away is no refusal', async () => {
  const mail = smtpMail({ url: 'smtp://127.0.0.1:1', from, requireTls: false });
  const away = await mail.send(letter).catch((error) => error);
  assert.ok(away instanceof Error && !(away instanceof MailRefused), String(away));
  mail.close();
});

test('nothing is sent to a server that cannot prove who it is, nor in the open where TLS is required', async () => {
  const selfSigned = await mailServer({ tls: true });
  const open = await mailServer();
  const over = (url: string) => smtpMail({ url, from, requireTls: true });
  const [stranger, plain] = [over(selfSigned.url), over(open.url)];
  try {
    await assert.rejects(stranger.send(letter), /self-signed|certificate/i);
    await assert.rejects(plain.send(letter), /TLS/i);
    assert.deepEqual([...selfSigned.received, ...open.received], []);
  } finally {
    for (const mail of [stranger, plain]) mail.close();
    await selfSigned.close();
    await open.close();
  }
});

test('an address is one mailbox, whatever it holds', async () => {
  const server = await mailServer();
  const mail = smtpMail({ url: server.url, from, requireTls: false });
  try {
    await mail
      .send({ ...letter, to: 'a@example.com, b@example.com\r\nBcc: c@example.com' })
      .catch(() => {});
    for (const { to } of server.received) assert.equal(to.length, 1);
    assert.ok(!server.received.some(({ to }) => to.includes('b@example.com')));
    assert.ok(!server.received.some(({ to }) => to.includes('c@example.com')));
  } finally {
    mail.close();
    await server.close();
  }
});

test('without a mail server a letter is a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mail-'));
  const lines: object[] = [];
  const log: Log = {
    debug: () => {},
    info: (fields) => lines.push(fields),
    warn: () => {},
    error: () => {},
  };
  try {
    await folderMail(join(folder, 'new'), from, log).send(letter);
    const path = join(folder, 'new/letter-1.eml');
    assert.match(readFileSync(path, 'utf8'), /Message-ID: <letter-1@shop\.example>/i);
    assert.deepEqual(lines, [{ path, subject: 'Grüße' }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('production needs a mail server', () => {
  const read = (env: Record<string, string>) => loadConfig(env, [], String, undefined, [extension]);
  assert.throws(() => read({ NODE_ENV: 'production' }), /SMTP_URL: is required/);
  assert.throws(() => read({ SMTP_URL: 'http://mail' }), /SMTP_URL/);
  assert.doesNotThrow(() => read({}));
});
