import type { Feature } from '#features/contribution.js';

/** Redis behind the ports that keep answers and count requests, so that all instances do it together. */
export const feature = {
  id: 'cache-redis',
  group: 'data',
  title: 'Redis for cache and rate limits',
  summary:
    'Instances share what modules keep for a moment, forget it together, and count rate limits together.',
  requires: [],
  conflicts: [],
  patterns: ['event-driven', 'microservices', 'modular-monolith'],
  defaultFor: [],
  contributes: [
    { kind: 'dependency', name: 'ioredis' },
    { kind: 'extension', name: 'cache-redis', port: 'cache' },
    { kind: 'extension', name: 'limits-redis', port: null },
    {
      kind: 'env',
      key: 'REDIS_URL',
      example: 'rediss://:secret@cache.example.com:6379',
      commented: true,
      doc: 'Redis (or Valkey) for cache and rate limits; unset means each process keeps its own. Production requires it, with TLS (rediss://).',
      deployed: { extension: 'limits-redis', secret: true, compose: 'redis://redis:6379' },
    },
    {
      kind: 'env',
      key: 'REDIS_CA',
      example: '',
      commented: true,
      doc: 'Our own authority for the certificate of Redis, in PEM; best given as REDIS_CA_FILE.',
    },
    {
      kind: 'compose-service',
      name: 'redis',
      service: {
        image: 'redis:8.2-alpine',
        restart: 'unless-stopped',
        // A cache: nothing is worth keeping over a restart, and the oldest goes when memory is full.
        command: [
          'redis-server',
          '--save',
          '',
          '--maxmemory',
          '128mb',
          '--maxmemory-policy',
          'allkeys-lru',
        ],
        read_only: true,
        tmpfs: ['/data'],
        healthcheck: {
          test: ['CMD', 'redis-cli', 'ping'],
          interval: '2s',
          timeout: '3s',
          retries: 15,
        },
      },
    },
    { kind: 'egress', extension: 'limits-redis', ports: [6379] },
    {
      kind: 'doc-section',
      title: 'Redis',
      body: `Modules keep answers that may be a moment old through \`ports.cache\` (\`src/platform/cache.ts\`): \`remember\` reads or loads, \`forget\` follows a committed change. Nothing is decided by what is kept, so a cache that is away, empty or old costs time and no answer: it fails no request and no readiness.

With \`REDIS_URL\` all instances share it: what one forgets, all forget. Rate limits are counted together too; while Redis is away each instance counts for itself. Without it each process keeps a thousand entries for at most a second, since others cannot tell it of their changes. \`REDIS_URL=redis://127.0.0.1:6379 npm test\` tries the adapter on a real server too.

| question | look at |
|---|---|
| Does it help? | \`cache_requests_total{outcome="hit"}\` beside \`"miss"\` |
| Is Redis away? | \`cache_requests_total{outcome="error"}\` rises; the log says "Redis is away" once |
| Are limits counted together? | \`rate_limits_counted_total{where="redis"}\`, not \`"memory"\` |
| Must all of it go? | \`redis-cli flushall\`: answers are loaded again |`,
    },
  ],
} as const satisfies Feature;
