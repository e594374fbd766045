import { setTimeout as sleep } from 'node:timers/promises';
import { type Embeddings, LONGEST_VECTOR, unit } from '#platform/embeddings.ts';
import { Refusal } from '#platform/errors.ts';
import type { LanguageModel, Piece, Prompt } from '#platform/language-model.ts';
import * as z from 'zod';

/** A server that speaks OpenAI's protocol, as most do: OpenAI and Azure, vLLM, Ollama, llama.cpp, gateways. */
export interface OpenAiServer {
  /** Up to and without `/chat/completions`. */
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly model: string;
  readonly embeddingModel: string;
  /** Asked for where the model can shorten its vectors. */
  readonly dimensions: number | undefined;
  /** How long it may be silent. */
  readonly timeoutMs: number;
}

const ATTEMPTS = 3;
const FIRST_RETRY_MS = 250;
const LONGEST_WAIT_MS = 5_000;

const Embedded = z.object({
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })),
  usage: z.object({ total_tokens: z.number() }).optional(),
});
const Chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional() })),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

export function openAiEmbeddings(server: OpenAiServer): Embeddings {
  const { embeddingModel: model, dimensions } = server;
  return {
    model: dimensions === undefined ? model : `${model}/${dimensions}`,
    embed: async (input, signal) => {
      const answer = await ask(server, 'embeddings', { model, input, dimensions }, signal);
      const { data, usage } = Embedded.parse(await inTime(answer.json(), server.timeoutMs));
      const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
      const longest = Math.max(0, ...vectors.map(({ length }) => length));
      if (vectors.length !== input.length) throw new Error(`${model} left texts out`);
      if (longest > LONGEST_VECTOR)
        throw new Error(
          `${model} makes vectors of ${longest}: set AI_EMBEDDING_DIMENSIONS to ${LONGEST_VECTOR} or less`,
        );
      return { vectors: vectors.map(unit), tokens: usage?.total_tokens ?? 0 };
    },
  };
}

export function openAiModel(server: OpenAiServer): LanguageModel {
  const { model, timeoutMs } = server;
  return {
    model,
    async *answer(prompt, signal) {
      const body = {
        model,
        messages: messagesOf(prompt),
        max_completion_tokens: prompt.maxTokens,
        stream: true,
        stream_options: { include_usage: true },
      };
      const answer = await ask(server, 'chat/completions', body, signal);
      for await (const data of dataLines(answer, timeoutMs)) {
        if (data === '[DONE]') return;
        yield* piecesOf(data);
      }
      throw unavailable('The model broke off');
    },
  };
}

/** Passages stand in a message of their own, each in a frame, so that none can pass for an instruction of ours. */
function messagesOf({ instructions, passages, question }: Prompt) {
  const framed = passages.map((text, index) => JSON.stringify({ passage: index + 1, text }));
  return [
    { role: 'system', content: instructions },
    { role: 'user', content: `Passages, one JSON object a line:\n${framed.join('\n')}` },
    { role: 'user', content: question },
  ];
}

function* piecesOf(data: string): Generator<Piece> {
  const { choices, usage } = Chunk.parse(JSON.parse(data));
  const text = choices[0]?.delta?.content ?? '';
  if (usage) yield { text, usage: { input: usage.prompt_tokens, output: usage.completion_tokens } };
  else if (text !== '') yield { text };
}

/** The `data:` lines of a stream of events, however it was cut into pieces on its way. */
async function* dataLines(answer: Response, timeoutMs: number): AsyncGenerator<string> {
  if (!answer.body) throw unavailable('The model answered nothing');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), timeoutMs);
      if (done) return;
      const lines = (rest + value).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
    }
  } finally {
    // Also tells the server that nobody reads on.
    await reader.cancel().catch(() => {});
  }
}

/** Silence for too long is a failure. */
async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const done = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: done.signal }).then(
    () => {
      throw unavailable('The model fell silent');
    },
    () => work,
  );
  return Promise.race([work, late]).finally(() => done.abort());
}

/** Tried again while nothing was answered: when the server is busy, away or broken. */
async function ask(
  server: OpenAiServer,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(server, path, body, signal).catch(() => signal.throwIfAborted());
    if (answer?.ok) return answer;
    const passing = !answer || answer.status === 429 || answer.status >= 500;
    // What it says may repeat the prompt, so only the status is told.
    await answer?.body?.cancel();
    if (!passing) throw new Error(`The model's server answered ${path} with ${answer.status}`);
    if (attempt === ATTEMPTS) throw unavailable('The model does not answer at the moment');
    await sleep(waitMs(answer, attempt), undefined, { signal });
  }
}

/** Until the first of the answer is there; how long the rest takes is the reader's affair. */
async function send(
  { baseUrl, key, timeoutMs }: OpenAiServer,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const headers = {
    'content-type': 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  return fetch(`${baseUrl.replace(/\/$/, '')}/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, late.signal]),
  }).finally(() => clearTimeout(timer));
}

function waitMs(answer: Response | void, attempt: number): number {
  const asked = Number(answer?.headers.get('retry-after')) * 1_000;
  const own = FIRST_RETRY_MS * 2 ** attempt * (0.5 + Math.random() / 2);
  return Math.min(LONGEST_WAIT_MS, asked > 0 ? asked : own);
}

const unavailable = (detail: string) => new Refusal('dependency-unavailable', 503, detail);
