import type { Config } from './config.ts';

/** How to reach a PostgreSQL server: with our own authority where one is given, else as the URL says. */
export function postgresConnection(
  url: string,
  authority: string | undefined,
): { connectionString: string; ssl?: { ca: string } } {
  if (authority === undefined) return { connectionString: url };
  const bare = new URL(url);
  // What a URL says of TLS would win over the authority.
  for (const key of ['sslmode', 'sslrootcert', 'ssl']) bare.searchParams.delete(key);
  return { connectionString: bare.href, ssl: { ca: authority } };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const ENCRYPTED = new Set(['https:', 'rediss:', 'amqps:', 'tls:', 'sns:']);

/** True when whoever answers at this URL has to prove who it is, or is this machine. */
export function isVerified(url: string, authority?: string): boolean {
  const { protocol, hostname, username, searchParams } = new URL(url);
  if (ENCRYPTED.has(protocol) || LOOPBACK.has(hostname)) return true;
  if (protocol === 'kafka:') return username !== '';
  if (!protocol.startsWith('postgres')) return false;
  return authority !== undefined || searchParams.get('sslmode') === 'verify-full';
}

/** Production refuses connections that somebody on the way could read or answer. */
export function unverified(config: Config): string[] {
  if (config.NODE_ENV !== 'production' || config.ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK) return [];
  const given = { DATABASE_URL: config.DATABASE_URL, BROKER_URL: config.BROKER_URL };
  return Object.entries(given).flatMap(([key, url]) =>
    url === undefined || isVerified(url, config.DATABASE_CA)
      ? []
      : [
          `${key}: must use verified TLS in production (PostgreSQL: sslmode=verify-full or DATABASE_CA_FILE; Kafka: a login); ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK=true says that nobody else is on the network`,
        ],
  );
}

/** The same for a URL that only an extension knows. */
export function unverifiedUrl(config: Config, key: string, url: string): string[] {
  if (config.NODE_ENV !== 'production' || config.ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK) return [];
  if (isVerified(url)) return [];
  return [
    `${key}: must use TLS in production; ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK=true says that nobody else is on the network`,
  ];
}
