// Runs unzipped functions as Lambda would: `node invoke-functions.mjs <folder> <database url>`; prints what came of it as JSON.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { startFakeAws } from './fake-aws.mjs';

const [, , folder, databaseUrl, data] = process.argv;
const { apps } = JSON.parse(data);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256' };
const values = {
  DATABASE_URL: databaseUrl,
  AUTH_PRIVATE_JWK: JSON.stringify(jwk),
  ADMIN_SETUP_TOKEN: 'a'.repeat(32),
};
const arn = (name) => `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}`;
const aws = await startFakeAws(
  Object.fromEntries(Object.entries(values).map(([name, value]) => [arn(name), value])),
);

const handlers = {};
/** Each function is a module of its own, started with its own environment, read at its first event. */
async function invoke(app, event) {
  process.env = {
    ...common,
    ...Object.fromEntries(
      Object.keys(apps[app].secrets).map((name) => [`${name}_SECRET_ARN`, arn(name)]),
    ),
  };
  const began = performance.now();
  handlers[app] ??= await import(join(folder, app, 'main.mjs'));
  importMs[app] ??= Math.round(performance.now() - began);
  return handlers[app].handler(event, { getRemainingTimeInMillis: () => 20_000 });
}
const importMs = {};
const keys = createServer(async (_request, response) => {
  const { statusCode, headers, body } = await invoke(
    'auth-http',
    http('GET', '/.well-known/jwks.json'),
  );
  response.writeHead(statusCode, headers).end(body);
});
await new Promise((resolve) => keys.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${keys.address().port}`;
const common = {
  ...process.env,
  NODE_ENV: 'production',
  RELEASE: '1.2.3',
  AUTH_ISSUER: issuer,
  AUTH_JWKS_URL: `${issuer}/.well-known/jwks.json`,
  BROKER_URL: 'sns:arn:aws:sns:eu-central-1:123456789012:bus',
  DATABASE_POOL_MAX: '2',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url,
  AWS_ENDPOINT_URL_SNS: aws.url,
};

/** What API Gateway sends, payload format 2.0. */
function http(method, path, { body, token } = {}) {
  return {
    version: '2.0',
    routeKey: `ANY ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    requestContext: {
      apiId: 'api1',
      stage: '$default',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
    },
    ...(body && { body: Buffer.from(JSON.stringify(body)).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

const account = { email: 'first@example.com', password: 'correct-horse-battery' };
const signUp = await invoke('auth-http', http('POST', '/auth/sign-up', { body: account }));
const signIn = await invoke('auth-http', http('POST', '/auth/sign-in', { body: account }));
const token = JSON.parse(signIn.body).accessToken;
const Records = aws.published.map(({ envelope }, index) => ({
  messageId: `${index}`,
  body: JSON.stringify(envelope),
}));
const told = await invoke('users-messages', {
  Records: [...Records, { messageId: 'bad', body: '{}' }],
});
const own = `/users/${JSON.parse(signUp.body).id}`;
const me = await invoke('users-http', http('GET', own, { token }));
const anonymous = await invoke('users-http', http('GET', own));
const sweep = (await invoke('sweep', {})) ?? 'done';
const result = {
  signUp: signUp.statusCode,
  signIn: signIn.statusCode,
  published: aws.published.map(({ topic, type }) => `${topic} ${type}`),
  refused: told.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
  me: [me.statusCode, JSON.parse(me.body).email],
  anonymous: anonymous.statusCode,
  sweep,
  importMs,
};
process.stdout.write(`\nresult ${JSON.stringify(result)}\n`);
process.exit(0);
