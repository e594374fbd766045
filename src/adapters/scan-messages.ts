import type { MessageUse } from '#lint/project-model.js';

/** A message seen at an offset. */
export interface SeenMessage {
  readonly message: string;
  readonly direction: MessageUse['direction'];
  readonly by: string;
  readonly offset: number;
}

/** A call to another process seen at an offset. */
export interface SeenCall {
  readonly target: string;
  readonly by: string;
  readonly offset: number;
}

const NAME = String.raw`['"\`]([\w.:/-]+)['"\`]`;
type Pattern = readonly [
  by: string,
  sign: RegExp,
  direction: MessageUse['direction'],
  call: RegExp,
];

/** The library's name has to occur in the file: `.on('data')` alone is no message. */
const MESSAGES: readonly Pattern[] = [
  [
    'kafka',
    /kafka/i,
    'published',
    new RegExp(String.raw`\.send(?:Batch)?\(\s*\{[^}]{0,300}?\btopic:\s*${NAME}`, 'g'),
  ],
  [
    'kafka',
    /kafka/i,
    'consumed',
    new RegExp(String.raw`\.subscribe\(\s*\{[^}]{0,300}?\btopics?:\s*\[?\s*${NAME}`, 'g'),
  ],
  [
    'amqp',
    /amqp|rabbit/i,
    'published',
    new RegExp(String.raw`\.(?:sendToQueue|publish)\(\s*${NAME}`, 'g'),
  ],
  ['amqp', /amqp|rabbit/i, 'consumed', new RegExp(String.raw`\.consume\(\s*${NAME}`, 'g')],
  ['nats', /\bnats\b/i, 'published', new RegExp(String.raw`\.publish\(\s*${NAME}`, 'g')],
  ['nats', /\bnats\b/i, 'consumed', new RegExp(String.raw`\.subscribe\(\s*${NAME}`, 'g')],
  [
    'redis',
    /redis/i,
    'published',
    new RegExp(String.raw`\.(?:publish|xadd|xAdd)\(\s*${NAME}`, 'g'),
  ],
  [
    'redis',
    /redis/i,
    'consumed',
    new RegExp(String.raw`\.(?:subscribe|psubscribe|pSubscribe)\(\s*${NAME}`, 'g'),
  ],
  [
    'bullmq',
    /\bbull(?:mq)?\b/,
    'published',
    new RegExp(String.raw`new\s+Queue(?:<[^>]*>)?\(\s*${NAME}`, 'g'),
  ],
  [
    'bullmq',
    /\bbull(?:mq)?\b/,
    'consumed',
    new RegExp(String.raw`new\s+Worker(?:<[^>]*>)?\(\s*${NAME}`, 'g'),
  ],
  [
    'nest',
    /@nestjs/,
    'consumed',
    new RegExp(
      String.raw`@(?:EventPattern|MessagePattern|OnEvent|Process(?:or)?)\(\s*${NAME}`,
      'g',
    ),
  ],
  [
    'nest',
    /@nestjs|EventEmitter2/,
    'published',
    new RegExp(
      String.raw`\b\w*(?:[eE]mitter|[cC]lient|[bB]us)\w*\.emit(?:Async)?\(\s*${NAME}`,
      'g',
    ),
  ],
  [
    'eventbridge',
    /EventBridge/i,
    'published',
    new RegExp(String.raw`\bDetailType:\s*${NAME}`, 'g'),
  ],
  // The platform of repositories that create-backend generates.
  [
    'outbox',
    /#platform\/messages/,
    'published',
    new RegExp(String.raw`\bmessage\(\s*[\w$]+,\s*${NAME}`, 'g'),
  ],
  [
    'outbox',
    /#platform\/messages/,
    'consumed',
    new RegExp(String.raw`\bon\(\s*[\w$]+,\s*${NAME}`, 'g'),
  ],
  ['outbox', /\bmessages:\s*\{/, 'declared', /^\s*['"]([\w-]+\.[\w.-]+\.v\d+)['"]:\s*\w/gm],
  [
    'bus',
    /[bB]us\b/,
    'published',
    new RegExp(String.raw`\b\w*[bB]us\.(?:publish|emit|dispatch)\(\s*${NAME}`, 'g'),
  ],
  [
    'bus',
    /[bB]us\b/,
    'consumed',
    new RegExp(String.raw`\b\w*[bB]us\.(?:subscribe|on|handle)\(\s*${NAME}`, 'g'),
  ],
];

/** The messages that a source file publishes, consumes or declares. */
export function messagesIn(text: string): SeenMessage[] {
  const found = MESSAGES.flatMap(([by, sign, direction, call]) =>
    sign.test(text)
      ? [...text.matchAll(call)].map((match): SeenMessage => {
          return { message: match[1] ?? '', direction, by, offset: match.index };
        })
      : [],
  );
  // Several libraries in one file may claim the same call.
  const places = new Set<number>();
  return found.filter(({ offset }) => !places.has(offset) && places.add(offset));
}

const CALLS: readonly (readonly [by: string, call: RegExp])[] = [
  [
    'http',
    /\b(?:fetch|axios|got|ky|request|undici)(?:\.(?:get|post|put|patch|delete|request))?(?:<[^>()]*>)?\(\s*['"`]https?:\/\/([\w.-]+)/g,
  ],
  [
    'http',
    /\b(?:fetch|axios|got|ky|request)(?:\.(?:get|post|put|patch|delete|request))?(?:<[^>()]*>)?\(\s*`\$\{([\w.$[\]'"]*(?:url|host|base|endpoint|api)\w*)\}/gi,
  ],
  ['http', /\bbaseU(?:RL|rl):\s*['"`]https?:\/\/([\w.-]+)/g],
  ['http', /\bnew\s+URL\(\s*['"`][^'"`]*['"`]\s*,\s*([\w.$]*(?:url|host|base|endpoint)\w*)\s*\)/gi],
  ['grpc', /\bnew\s+(?:\w+\.)*(\w+)Client\([^)]*credentials/g],
];

/** Calls to other processes: hosts, or the names of settings that hold them. */
export function callsIn(text: string): SeenCall[] {
  if (!/\b(?:fetch|axios|got|ky|request|undici|base(?:URL|Url)|credentials)\b/.test(text))
    return [];
  return CALLS.flatMap(([by, call]) =>
    [...text.matchAll(call)].map((match) => ({ target: match[1] ?? '', by, offset: match.index })),
  );
}

/** The deployable that a host or a setting names: `http://orders:8080`, `ORDERS_URL`, `config.ordersUrl`. */
export function calledApp(target: string, apps: readonly string[]): string | null {
  const words = target
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(
      (word) =>
        word !== '' &&
        !/^(?:url|host|base|endpoint|api|uri|service|svc|process|env|config|settings)$/.test(word),
    );
  const host = target.toLowerCase().split('.')[0] ?? '';
  const named = (app: string) => {
    const plain = app.toLowerCase();
    const parts = plain.split(/[^a-z\d]+/);
    return (
      plain === host || parts.every((part) => words.includes(part)) || plain === words.join('-')
    );
  };
  return apps.find(named) ?? null;
}
