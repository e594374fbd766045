import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inPackage, packagesMissing } from '../tools/packages.js';
import { exists, run } from '../tools/program.js';
import { freePort, postgresMissing, startPostgres } from './debian-postgres.js';
import { end, installed, ownTests, start } from './in-repo.js';
import { startKafkaMock } from './kafka-mock.js';
import { NAMED_REPOS } from './repos.js';

describe('acceptance on a PostgreSQL server', () => {
  it.for(NAMED_REPOS.filter(([id]) => id !== 'serverless-dynamodb'))(
    '%s',
    async ([id], context) => {
      const why = await postgresMissing();
      context.skip(why !== null, why ?? '');
      const cwd = await installed(id);
      const server = await startPostgres();
      try {
        const owner = `postgres://postgres@127.0.0.1:${server.port}`;
        await psql(owner, "create role app login noinherit password 'loopback'");
        const env = {
          MIGRATE_DATABASE_URL: `${owner}/postgres`,
          DATABASE_URL: `postgres://app:loopback@127.0.0.1:${server.port}/shop`,
        };
        const { code, output, figures } = await ownTests(cwd, 'acceptance', env);
        context.task.meta.figures = `PostgreSQL ${server.version}, ${figures}`;
        expect(code, output.slice(-8000)).toBe(0);
        // What was asked for was used: our databases are there.
        const databases = await psql(owner, 'select datname from pg_database');
        expect(databases).toMatch(/^(shop|orders)$/m);
      } finally {
        await server.stop();
      }
    },
  );
});

async function psql(url: string, statement: string): Promise<string> {
  const { code, output } = await run('psql', [`${url}/postgres`, '-Atc', statement], { cwd: '/' });
  if (code !== 0) throw new Error(output);
  return output;
}

describe('acceptance on Kafka’s protocol', () => {
  it('event-driven-kafka', async (context) => {
    context.skip(
      !(await exists('kcat')),
      'kcat, whose library has a mock broker, is not on the PATH',
    );
    const cwd = await installed('event-driven-kafka');
    const kafka = await startKafkaMock();
    try {
      const { code, output, figures } = await ownTests(cwd, 'acceptance', {
        BROKER_URL: kafka.url,
      });
      const broker = kafka.url.slice('kafka://'.length);
      const topics = await run('kcat', ['-b', broker, '-L', '-J'], { cwd: '/' });
      context.task.meta.figures = figures;
      expect(code, output.slice(-8000)).toBe(0);
      // Messages went this way, and not through the log in PostgreSQL.
      expect(topics.output).toContain('inventory.reserve-stock.v1');
    } finally {
      await kafka.stop();
    }
  });
});

describe('acceptance on DynamoDB Local', () => {
  it('serverless-dynamodb', async (context) => {
    const jar = inPackage('amplify-dynamodb-simulator/emulator/DynamoDBLocal.jar');
    const why = (await exists('java')) ? packagesMissing(jar) : 'Java is not on the PATH';
    context.skip(why !== null, why ?? '');
    const cwd = await installed('serverless-dynamodb');
    const port = await freePort();
    const library = `-Djava.library.path=${join(jar, '../DynamoDBLocal_lib')}`;
    const java = await start({
      cwd: '/',
      argv: ['java', library, '-jar', jar, '-inMemory', '-sharedDb', '-port', String(port)],
    });
    try {
      const endpoint = `http://127.0.0.1:${port}`;
      await answering(endpoint);
      const { code, output, figures } = await ownTests(cwd, 'acceptance', {
        DYNAMODB_ENDPOINT: endpoint,
        AWS_REGION: 'local',
      });
      context.task.meta.figures = figures;
      expect(code, output.slice(-8000)).toBe(0);
    } finally {
      await end(java);
    }
  });
});

/** DynamoDB Local answers anything, with 400 if need be, once it is up. */
async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
}
