import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that speaks OpenAI's protocol as far as it is used here, and that a test can break. */
export interface ModelServer {
  readonly url: string;
  readonly asked: readonly { path: string; key: string | undefined; body: any }[];
  /** Requests whose client went away before the end. */
  readonly left: number;
  /** Answers the next request; unless it says false, the usual answer is left out. */
  next(answer: (request: IncomingMessage, response: ServerResponse) => unknown): void;
  /** Lets streams go on past their first piece. */
  release(): void;
  close(): Promise<void>;
}

const WORDS = ['It ', 'is ', 'so [1].', ''];

export async function modelServer({ held = false } = {}): Promise<ModelServer> {
  const asked: { path: string; key: string | undefined; body: any }[] = [];
  const planned: ((request: IncomingMessage, response: ServerResponse) => unknown)[] = [];
  let left = 0;
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  if (!held) release();
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) left += 1;
    });
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      const body = JSON.parse(text);
      asked.push({ path: request.url ?? '', key: request.headers.authorization, body });
      const plan = planned.shift();
      if (plan) return void plan(request, response);
      if (request.url === '/v1/embeddings') return embed(response, body.input);
      void stream(response, body.model, released);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    get left() {
      return left;
    },
    next: (answer) => void planned.push(answer),
    release,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function embed(response: ServerResponse, input: readonly string[]): void {
  // Out of order, and not of unit length: both are allowed.
  const data = input
    .map((text, index) => ({ index, embedding: [text.length, 3, 4], object: 'embedding' }))
    .toReversed();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ object: 'list', data, usage: { total_tokens: 5 * input.length } }));
}

async function stream(response: ServerResponse, model: string, released: Promise<void>) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = (delta: object, usage?: object) => {
    const choices = usage ? [] : [{ index: 0, delta, finish_reason: null }];
    const said = { object: 'chat.completion.chunk', model, choices, usage: usage ?? null };
    return `data: ${JSON.stringify(said)}\r\n\r\n`;
  };
  const [first = '', ...rest] = WORDS;
  response.write(chunk({ role: 'assistant', content: first }));
  await released;
  const text =
    rest.map((content) => chunk({ content })).join('') +
    `: a comment\n\n${chunk({}, { prompt_tokens: 40, completion_tokens: 7 })}data: [DONE]\n\n`;
  // Cut where no line ends.
  for (let at = 0; at < text.length; at += 37) {
    response.write(text.slice(at, at + 37));
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}
