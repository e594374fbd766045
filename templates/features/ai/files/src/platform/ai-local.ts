import { type Embeddings, unit } from '#platform/embeddings.ts';
import { type LanguageModel, roughTokens } from '#platform/language-model.ts';

/**
 * Stands in for real models on a machine without any: no network, no cost, the same answer each time. Texts that
 * share words and parts of words lie close together, and an answer quotes its passages. It understands nothing.
 */
const DIMENSIONS = 256;

export const localEmbeddings: Embeddings = {
  model: `local-${DIMENSIONS}`,
  embed: async (texts) => ({
    vectors: texts.map(vectorOf),
    tokens: texts.reduce((sum, text) => sum + roughTokens(text), 0),
  }),
};

/** Words that say little count little, whole words more than their parts. */
function vectorOf(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0);
  const add = (feature: string, weight: number) => {
    const hash = fnv1a(feature);
    const at = hash % DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + (hash & 0x10000 ? weight : -weight);
  };
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const weight = Math.min(word.length, 8) / 8;
    add(word, 2 * weight);
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) add(padded.slice(at, at + 3), weight / 2);
  }
  return unit(vector);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  // The low bits of FNV are the weak ones.
  return (hash ^ (hash >>> 15)) >>> 0;
}

export const localModel: LanguageModel = {
  model: 'local-quotes',
  async *answer({ passages, question, maxTokens }, signal) {
    const said = passages
      .slice(0, 2)
      .map((text, index) => `“${firstSentence(text)}” [${index + 1}]`);
    const answer =
      said.length === 0 ? 'The documents say nothing about this.' : `It says: ${said.join(' ')}`;
    const words = answer.split(/(?<= )/).slice(0, maxTokens);
    for (const text of words) {
      signal.throwIfAborted();
      yield { text };
    }
    const input = roughTokens(question + passages.join(' '));
    yield { text: '', usage: { input, output: words.length } };
  },
};

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
