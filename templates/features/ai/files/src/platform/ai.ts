import { Counter, Histogram, type Registry } from 'prom-client';
import { localEmbeddings, localModel } from '#platform/ai-local.ts';
import { type OpenAiServer, openAiEmbeddings, openAiModel } from '#platform/ai-openai.ts';
import { type Embeddings, LONGEST_VECTOR } from '#platform/embeddings.ts';
import { defineExtension } from '#platform/extension.ts';
import type { LanguageModel } from '#platform/language-model.ts';
import * as z from 'zod';

/** Models behind a port, and what may be spent on them. Prompts and answers are never logged. */
export interface Ai {
  readonly embeddings: Embeddings;
  readonly model: LanguageModel;
  readonly limits: AiLimits;
}

export interface AiLimits {
  /** Of one answer. */
  readonly answerTokens: number;
  /** A day, in UTC, for each who asks and for all of them together. */
  readonly requests: number;
  readonly tokens: number;
  readonly tokensOfAll: number;
}

declare module '#platform/module.ts' {
  interface Ports {
    readonly ai: Ai;
  }
}

const LOCAL = 'local';
const count = (by: number) => z.coerce.number().int().min(1).default(by);

const Settings = z.object({
  AI_BASE_URL: z.union([z.literal(LOCAL), z.url({ protocol: /^https?$/ })]).optional(),
  AI_API_KEY: z.string().optional(),
  AI_MODEL: z.string().optional(),
  AI_EMBEDDING_MODEL: z.string().optional(),
  AI_EMBEDDING_DIMENSIONS: z.coerce.number().int().min(16).max(LONGEST_VECTOR).optional(),
  AI_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(30_000),
  AI_ANSWER_TOKENS: count(800),
  AI_DAILY_REQUESTS: count(200),
  AI_DAILY_TOKENS: count(200_000),
  AI_DAILY_TOKENS_OF_ALL: count(5_000_000),
});
type Settings = z.output<typeof Settings>;

export const extension = defineExtension({
  name: 'ai',
  settings: Settings,
  check: (settings, { NODE_ENV }) => problemsOf(settings, NODE_ENV === 'production'),
  open: ({ settings }) => {
    const server = serverOf(settings);
    let measure: Measure = () => {};
    const ai: Ai = {
      embeddings: measured(server ? openAiEmbeddings(server) : localEmbeddings, (...said) =>
        measure(...said),
      ),
      model: measuredModel(server ? openAiModel(server) : localModel, (...said) =>
        measure(...said),
      ),
      limits: {
        answerTokens: settings.AI_ANSWER_TOKENS,
        requests: settings.AI_DAILY_REQUESTS,
        tokens: settings.AI_DAILY_TOKENS,
        tokensOfAll: settings.AI_DAILY_TOKENS_OF_ALL,
      },
    };
    return {
      ports: { ai },
      start: (_app, registry) => {
        measure = aiMetrics(registry);
        return { stop: async () => {} };
      },
    };
  },
});

function problemsOf(settings: Settings, production: boolean): string[] {
  const { AI_BASE_URL: url, AI_MODEL, AI_EMBEDDING_MODEL } = settings;
  const problems: string[] = [];
  if (production && url === undefined)
    problems.push(
      'AI_BASE_URL: is required in production; `local` is the stand-in that only quotes',
    );
  if (url === undefined || url === LOCAL) return problems;
  if (!AI_MODEL) problems.push('AI_MODEL: is required where AI_BASE_URL names a server');
  if (!AI_EMBEDDING_MODEL)
    problems.push('AI_EMBEDDING_MODEL: is required where AI_BASE_URL names a server');
  const { protocol, hostname } = new URL(url);
  const isNear = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  if (production && protocol === 'http:' && !isNear)
    problems.push('AI_BASE_URL: must be https in production: it carries a key and what people ask');
  return problems;
}

function serverOf(settings: Settings): OpenAiServer | null {
  const { AI_BASE_URL: baseUrl = LOCAL, AI_MODEL = '', AI_EMBEDDING_MODEL = '' } = settings;
  return baseUrl === LOCAL
    ? null
    : {
        baseUrl,
        key: settings.AI_API_KEY,
        model: AI_MODEL,
        embeddingModel: AI_EMBEDDING_MODEL,
        dimensions: settings.AI_EMBEDDING_DIMENSIONS,
        timeoutMs: settings.AI_TIMEOUT_MS,
      };
}

type Outcome = 'done' | 'failed' | 'left';
type Measure = (
  what: 'embed' | 'answer',
  outcome: Outcome,
  seconds: number,
  tokens: number,
) => void;

function measured({ model, embed }: Embeddings, measure: Measure): Embeddings {
  return {
    model,
    embed: async (texts, signal) => {
      const began = performance.now();
      const said = (outcome: Outcome, tokens: number) =>
        measure('embed', outcome, (performance.now() - began) / 1_000, tokens);
      try {
        const embedded = await embed(texts, signal);
        said('done', embedded.tokens);
        return embedded;
      } catch (error) {
        said(signal.aborted ? 'left' : 'failed', 0);
        throw error;
      }
    },
  };
}

function measuredModel({ model, answer }: LanguageModel, measure: Measure): LanguageModel {
  return {
    model,
    async *answer(prompt, signal) {
      const began = performance.now();
      let outcome: Outcome = 'left';
      let tokens = 0;
      try {
        for await (const piece of answer(prompt, signal)) {
          tokens = piece.usage ? piece.usage.input + piece.usage.output : tokens;
          yield piece;
        }
        outcome = 'done';
      } catch (error) {
        if (!signal.aborted) outcome = 'failed';
        throw error;
      } finally {
        measure('answer', outcome, (performance.now() - began) / 1_000, tokens);
      }
    },
  };
}

function aiMetrics(registry: Registry): Measure {
  const registers = [registry];
  const durations = new Histogram({
    name: 'ai_request_duration_seconds',
    help: 'How long models were asked, by what for and how it ended',
    labelNames: ['what', 'outcome'],
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const spent = new Counter({
    name: 'ai_tokens_total',
    help: 'Tokens that models said they took',
    labelNames: ['what'],
    registers,
  });
  return (what, outcome, seconds, tokens) => {
    durations.observe({ what, outcome }, seconds);
    spent.inc({ what }, tokens);
  };
}
