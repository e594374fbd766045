import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { makeSecret } from './secrets.js';
import { writeEnv } from './write-env.js';
import { DISKS, put } from './writing/testing/disks.js';
import { faultyFileSystem } from './writing/testing/faulty-file-system.js';

const Jwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().length(43),
  y: z.string().length(43),
  d: z.string().length(43),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
  kid: z.string().length(43),
});

describe('makeSecret', () => {
  it('makes a private key that signs what its public half verifies', () => {
    const text = makeSecret('es256-jwk', randomBytes);
    expect(text).not.toContain('\n');
    const jwk = Jwk.parse(JSON.parse(text));
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    const { d: _, ...open } = jwk;
    const message = Buffer.from('message');
    const signature = sign('sha256', message, key);
    const publicKey = createPublicKey({ key: open, format: 'jwk' });
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
  });

  it('depends on nothing but the randomness it is given', () => {
    const fixed = (count: number): Uint8Array => new Uint8Array(count).fill(7);
    expect(makeSecret('es256-jwk', fixed)).toBe(makeSecret('es256-jwk', fixed));
    expect(makeSecret('hex32', fixed)).toBe('07'.repeat(32));
    expect(makeSecret('hex32', randomBytes)).not.toBe(makeSecret('hex32', randomBytes));
  });

  it('draws again when the bytes are no key, and gives up when they never are', () => {
    const draws = [new Uint8Array(32), new Uint8Array(32).fill(255), new Uint8Array(32).fill(1)];
    expect(makeSecret('es256-jwk', () => draws.shift() ?? new Uint8Array(32))).toContain('"kid"');
    expect(() => makeSecret('es256-jwk', (count) => new Uint8Array(count))).toThrow();
  });
});

describe('writeEnv', () => {
  const disk = DISKS['real disk']();
  afterAll(disk.dispose);
  const jwk = makeSecret('es256-jwk', randomBytes);
  const entries = [
    { key: 'SIGNING_KEY', value: jwk },
    { key: 'URL', value: 'postgres://u:p@localhost:5432/x?y=$HOME #1' },
    { key: 'PLAIN', value: 'abc' },
  ];

  it('writes what Node reads back, for the owner alone', async () => {
    expect(await writeEnv(disk.fs, disk.root, entries)).toBe('created');
    const path = join(disk.root, '.env');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const code =
      'console.log(JSON.stringify([process.env.SIGNING_KEY, process.env.URL, process.env.PLAIN]))';
    const out = execFileSync(process.execPath, [`--env-file=${path}`, '-e', code], {
      encoding: 'utf8',
    });
    expect(JSON.parse(out)).toEqual(entries.map(({ value }) => value));
  });

  it('never touches an existing file', async () => {
    await put(disk, { 'mine/.env': 'MINE=1' });
    expect(await writeEnv(disk.fs, join(disk.root, 'mine'), entries)).toBe('existed');
    expect(readFileSync(join(disk.root, 'mine/.env'), 'utf8')).toBe('MINE=1');
  });

  it('leaves no half of a file when the disk is full', async () => {
    await put(disk, { 'full/': '' });
    const { fs } = faultyFileSystem(disk.fs, { at: 1, fault: 'fails', code: 'ENOSPC' });
    const target = join(disk.root, 'full');
    await expect(writeEnv(fs, target, entries)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await disk.fs.readdir(target)).toEqual([]);
  });
});
