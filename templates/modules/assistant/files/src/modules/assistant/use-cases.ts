import type { Ai } from '#platform/ai.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { type Piece, roughTokens } from '#platform/language-model.ts';
import { assistant } from './contract.ts';
import { citedIn, dayOf, INSTRUCTIONS, type Passage, passagesOf } from './domain.ts';
import type { AssistantStore } from './store.ts';

const AT_ONCE = 64;
const SHOWN = 5;
/** Below this a passage has nothing to do with the question. */
const LEAST_SIMILARITY = 0.15;

export type AnswerEvent =
  | {
      kind: 'passages';
      passages: { number: number; documentId: string; title: string; text: string }[];
    }
  | { kind: 'text'; text: string }
  | { kind: 'done'; cited: number[]; tokens: number };

export function useCases(
  store: AssistantStore,
  { embeddings, model, limits }: Ai,
  now: () => Date,
) {
  /** Takes from the budgets of today before anything is asked of a model. */
  const spend = async (call: Call, requests: number, tokens: number) => {
    const wanted = { day: dayOf(now()), who: call.actor.id, requests, tokens };
    if (!(await store.spend(call, wanted, limits, limits.tokensOfAll)))
      throw refuse(
        assistant,
        'budget-used-up',
        'Today’s budget is used up; the next day begins at 00:00 UTC',
      );
    // A call takes one commit, and this correction is a second one: nothing repeats the calls that it is for.
    const settle = (taken: number) =>
      store.settle({ ...call }, wanted.day, wanted.who, Math.ceil(taken) - tokens);
    return { settle };
  };

  const vectorsOf = async (texts: readonly string[], signal: AbortSignal) => {
    const vectors: (readonly number[])[] = [];
    for (let from = 0; from < texts.length; from += AT_ONCE)
      vectors.push(...(await embeddings.embed(texts.slice(from, from + AT_ONCE), signal)).vectors);
    return vectors;
  };

  const nearest = async (question: string, limit: number, signal: AbortSignal) => {
    const [vector = []] = await vectorsOf([question], signal);
    const found = await store.nearest(embeddings.model, vector, limit);
    return found.filter(({ similarity }) => similarity >= LEAST_SIMILARITY);
  };

  return {
    async addDocument(call: Call, input: { title: string; text: string }, signal: AbortSignal) {
      const texts = passagesOf(input.text);
      const vectors = await vectorsOf(texts, signal);
      const document = { id: newId(call), title: input.title, addedAt: now() };
      const passages = texts.map((text, index) => ({ text, vector: vectors[index] ?? [] }));
      await store.add(call, document, embeddings.model, passages);
      return { ...document, addedAt: document.addedAt.toISOString(), passages: passages.length };
    },

    async removeDocument(call: Call, { id }: { id: string }) {
      if (!(await store.remove(call, id)))
        throw refuse(assistant, 'document-not-found', `There is no document ${id}`);
    },

    async listDocuments(
      _call: Call,
      { after, limit }: { after?: string | undefined; limit: number },
    ) {
      const found = await store.list(after ?? null, limit);
      return {
        items: found.map(({ id, title, addedAt }) => ({
          id,
          title,
          addedAt: addedAt.toISOString(),
        })),
        next: found.length === limit ? (found.at(-1)?.id ?? null) : null,
      };
    },

    async findPassages(
      call: Call,
      { q, limit }: { q: string; limit: number },
      signal: AbortSignal,
    ) {
      await spend(call, 1, roughTokens(q));
      return { items: [...(await nearest(q, limit, signal))] };
    },

    /** Everything that can be refused is refused here, before the first event. */
    async answer(call: Call, { question }: { question: string }, signal: AbortSignal) {
      const atMost = roughTokens(INSTRUCTIONS + question) + SHOWN * 300 + limits.answerTokens;
      const { settle } = await spend(call, 1, atMost);
      try {
        const passages = await nearest(question, SHOWN, signal);
        const prompt = {
          instructions: INSTRUCTIONS,
          passages: passages.map(({ text }) => text),
          question,
          maxTokens: limits.answerTokens,
        };
        const pieces = model.answer(prompt, signal)[Symbol.asyncIterator]();
        const first = await pieces.next();
        const asked = roughTokens(INSTRUCTIONS + question + prompt.passages.join(''));
        return told(passages, from(first, pieces), asked, settle);
      } catch (error) {
        // The model never began.
        await settle(0);
        throw error;
      }
    },

    async showBudget(call: Call) {
      const { requests, tokens } = await store.spentBy(dayOf(now()), call.actor.id);
      return {
        requests: { spent: requests, limit: limits.requests },
        tokens: { spent: tokens, limit: limits.tokens },
      };
    },
  };
}

async function* from(
  first: IteratorResult<Piece>,
  rest: AsyncIterator<Piece>,
): AsyncGenerator<Piece> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The answer as events; whatever ends it, the budget is told what it took. */
async function* told(
  passages: readonly Passage[],
  pieces: AsyncIterable<Piece>,
  asked: number,
  settle: (tokens: number) => Promise<void>,
): AsyncGenerator<AnswerEvent> {
  let answer = '';
  let tokens: number | undefined;
  const taken = () => tokens ?? asked + roughTokens(answer);
  try {
    yield {
      kind: 'passages',
      passages: passages.map(({ documentId, title, text }, index) => ({
        number: index + 1,
        documentId,
        title,
        text,
      })),
    };
    for await (const { text, usage } of pieces) {
      answer += text;
      if (usage) tokens = usage.input + usage.output;
      if (text !== '') yield { kind: 'text', text };
    }
    yield { kind: 'done', cited: citedIn(answer, passages.length), tokens: taken() };
  } finally {
    await settle(taken());
  }
}
