import { isIP } from 'node:net';
import * as z from 'zod';

/** The forms that settings come in: each turns one string into what the code works with. */

const PrivateKey = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().optional(),
});

const PublicKeys = z.strictObject({
  keys: z.array(
    z
      .looseObject({ kty: z.enum(['EC', 'RSA', 'OKP']), kid: z.string() })
      // What is in a key set is published: a private part must not get in.
      .refine((key) => !('d' in key)),
  ),
});

function json<S extends z.ZodType>(schema: S, message: string) {
  return z.string().transform((text, context): z.output<S> => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      // Zod's own words could repeat the value, which is a secret.
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  });
}

export const PrivateJwk = json(PrivateKey, 'must be a private EC P-256 key as a JSON Web Key');
export const PublicJwks = json(
  PublicKeys,
  'must be {"keys":[…]} with public keys only, each with its kid',
);

function list(isGood: (entry: string) => boolean, message: string) {
  return z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every(isGood), { message });
}

const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

function isNetwork(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  const fits = bits === undefined || (/^[1-9]\d*$/.test(bits) && Number(bits) <= longest);
  return NETWORKS.includes(entry) || (longest > 0 && fits && more.length === 0);
}

export const Networks = list(
  isNetwork,
  `must be addresses or networks such as 10.0.0.0/8, or ${NETWORKS.join(', ')}; separated by commas`,
);

export const Origins = list(
  (entry) => !entry.includes('*') && URL.canParse(entry) && new URL(entry).origin === entry,
  'must be origins such as https://app.example.com, separated by commas; no path, no *',
);

/** `30/60`: thirty in sixty seconds. */
export const Rate = z
  .string()
  .regex(/^[1-9]\d{0,8}\/[1-9]\d{0,5}$/, 'must be <number>/<seconds>, such as 30/60')
  .transform((text) => {
    const [max = 0, seconds = 0] = text.split('/').map(Number);
    return { max, seconds };
  });
export type Rate = z.output<typeof Rate>;

/** Off unless somebody writes out that it is on. */
export const Switch = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
