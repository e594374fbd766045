import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import type { PatternId } from '#shared/pattern-id.js';
import { adviceOf } from './advice.js';
import { conditionWords } from './conditions.js';

const knowledge = loadKnowledge();

function choices(answers: Answers, pattern: PatternId): Readonly<Record<string, string>> {
  const advice = adviceOf({ complete: completeAnswers(answers), pattern }, knowledge);
  return Object.fromEntries(
    advice.map(({ topic, choice }) => [topic.replace('advice.', ''), choice]),
  );
}

describe('adviceOf', () => {
  it('starts with what is usual', () => {
    expect(choices({ engineers: 3 }, 'modular-monolith')).toEqual({
      api: 'rest',
      cache: 'none',
      calls: 'none',
      gateway: 'none',
      messages: 'outbox',
      runtime: 'ecs',
      store: 'postgresql',
    });
  });

  it('gives functions tables where access goes by key, and a database where objects change together', () => {
    const bursts: Answers = { workload: ['webhooks'], consistency: 'eventual' };
    expect(choices(bursts, 'serverless')['store']).toBe('dynamodb');
    expect(choices({ ...bursts, workload: ['transactional'] }, 'serverless')['store']).toBe(
      'postgresql',
    );
    expect(choices({ ...bursts, consistency: 'strong' }, 'serverless')['store']).toBe('postgresql');
  });

  it('adds a cache, and shares it, only as reads ask for it', () => {
    const reads = (peakRps: number): Answers => ({ workload: ['read-heavy'], peakRps });
    const cache = (peakRps: number) => choices(reads(peakRps), 'microservices')['cache'];
    expect([cache(50), cache(100), cache(1_000)]).toEqual(['none', 'memory', 'redis']);
  });

  it('asks for a log where many readers replay, whatever the pattern', () => {
    const many: Answers = { consumers: 8, replay: 'replay' };
    expect(choices(many, 'modular-monolith')['messages']).toBe('log');
    expect(choices({ ...many, replay: 'none' }, 'modular-monolith')['messages']).toBe('outbox');
  });

  it('sends required portability to Kubernetes, and functions to functions', () => {
    expect(choices({ portability: 'required' }, 'modular-monolith')['runtime']).toBe('kubernetes');
    expect(choices({}, 'serverless')['runtime']).toBe('functions');
  });

  it('says what the generator cannot build, and what would change each choice', () => {
    const tight: Answers = { latencyMs: 20 };
    const complete = completeAnswers(tight);
    const advice = adviceOf({ complete, pattern: 'microservices' }, knowledge);
    const calls = advice.find(({ topic }) => topic === 'advice.calls');
    expect(calls).toMatchObject({ choice: 'grpc', builds: false });
    const store = advice.find(({ topic }) => topic === 'advice.store');
    expect(store?.changes.map(({ to }) => to)).toEqual(['dynamodb', 'mongodb']);
    expect(store?.changes[0]?.when).toContain('pattern is serverless');
    expect(store?.changes[1]?.when).toEqual([]);
  });

  it('never recommends what it says to be unbuilt without saying so', () => {
    for (const { topic, choice, builds } of adviceOf(
      { complete: completeAnswers({}), pattern: 'event-driven' },
      knowledge,
    )) {
      const option = knowledge.topics
        .find(({ id }) => id === topic)
        ?.options.find(({ id }) => id === choice);
      expect(option?.builds).toBe(builds);
    }
  });

  it('tells conditions as phrases', () => {
    expect(conditionWords({ of: 'workload', lacks: ['batch', 'crud'] })).toBe(
      'no batch, crud in workload',
    );
    expect(conditionWords({ of: 'latencyMs', below: 50 })).toBe('latencyMs is below 50');
  });
});
