import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import { decide } from './decide.js';
import { decisionJsonSchema } from './schema.js';

const knowledge = loadKnowledge();
const decided = (answers: Answers) => decide(completeAnswers(answers), knowledge);

const SMALL = decided({ engineers: 4, teams: 1 });
const SHOP = decided({
  engineers: 30,
  teams: 4,
  workload: ['crud', 'transactional', 'webhooks', 'inference'],
  dataClasses: ['cards', 'personal'],
  compliance: ['pci', 'gdpr'],
  today: 'monolith',
  recoveryPointMinutes: 0,
});

/** The part of JSON Schema that ours uses. */
interface Schema {
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** Each key that the schema asks for is there, and nothing else, down to the leaves. */
function problems(schema: Schema, value: unknown, at = '$'): string[] {
  if (schema.anyOf !== undefined) {
    const tried = schema.anyOf.map((one) => problems(one, value, at));
    return tried.some((found) => found.length === 0) ? [] : (tried[0] ?? []);
  }
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${at}: no list`];
    return value.flatMap((one, index) => problems(schema.items ?? {}, one, `${at}[${index}]`));
  }
  if (schema.type === 'object') {
    if (typeof value !== 'object' || value === null) return [`${at}: no object`];
    const keys = Object.keys(value);
    const missing = (schema.required ?? []).filter((key) => !keys.includes(key));
    const { properties = {} } = schema;
    const unknown = keys.filter((key) => properties[key] === undefined);
    return [
      ...missing.map((key) => `${at}.${key}: missing`),
      ...unknown.map((key) => `${at}.${key}: unknown`),
      ...Object.entries(value).flatMap(([key, one]) =>
        properties[key] === undefined ? [] : problems(properties[key], one, `${at}.${key}`),
      ),
    ];
  }
  if (schema.enum !== undefined) return schema.enum.includes(value) ? [] : [`${at}: ${value}`];
  const types = [schema.type].flat().map((type) => (type === 'integer' ? 'number' : type));
  const type = value === null ? 'null' : typeof value;
  return types.includes(type) ? [] : [`${at}: no ${types.join(' or ')}`];
}

describe('what decide publishes', () => {
  it.each([
    ['a small company', SMALL],
    ['a shop', SHOP],
  ])('is what its JSON Schema says: %s', (_, decision) => {
    const plain = JSON.parse(JSON.stringify(decision));
    expect(problems(decisionJsonSchema(), plain)).toEqual([]);
    expect(problems(decisionJsonSchema(), { ...plain, hybrid: {} })).not.toEqual([]);
  });

  it('cites only what explain knows', () => {
    const { caseCodes, cases: _, ...lists } = knowledge;
    const known = new Set([caseCodes, ...Object.values(lists).flat()].map(({ id }) => id));
    const cited = [...JSON.stringify(SHOP).matchAll(/"evidence":\[([^\]]*)\]/g)]
      .flatMap(([, list]) => (list === '' ? [] : (list ?? '').split(',')))
      .map((id) => JSON.parse(id));
    expect(cited.length).toBeGreaterThan(30);
    expect([...new Set(cited)].filter((id) => !known.has(id))).toEqual([]);
  });

  it('shows precedents, always with one that decided otherwise', () => {
    for (const { precedents, recommended } of [SMALL, SHOP]) {
      expect(precedents).toHaveLength(3);
      expect(precedents.some(({ counter }) => counter)).toBe(true);
      for (const one of precedents) {
        expect(one.source.address).not.toBe('');
        expect(one.agrees || one.decided !== recommended.pattern || one.counter).toBe(true);
      }
    }
  });

  it('treats apart what the core cannot or may not do, each with the price of its seam', () => {
    expect(SMALL.hybrid.parts).toEqual([]);
    const parts = SHOP.hybrid.parts.map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(['inference', 'cards']));
    for (const part of SHOP.hybrid.parts.filter(({ extra }) => extra))
      expect(part.cost.people).toBeGreaterThan(0);
  });

  it('runs no more than one extra runtime below ten engineers', () => {
    const { hybrid } = decided({
      engineers: 6,
      teams: 1,
      workload: ['transactional', 'inference', 'webhooks', 'streaming'],
      replay: 'replay',
      variability: 'extreme',
    });
    const extra = hybrid.parts.filter(({ taken, extra: isExtra }) => taken && isExtra);
    expect(new Set(extra.map(({ runtime }) => runtime)).size).toBeLessThanOrEqual(1);
    for (const part of hybrid.parts.filter(({ taken }) => !taken))
      expect(part.limit).not.toBeNull();
  });

  it('says what to measure, where, and what follows; beside a running system, module by module', () => {
    const triggers = SMALL.path.filter(({ kind }) => kind === 'trigger');
    expect(triggers.length).toBeGreaterThan(4);
    for (const one of triggers) {
      expect([one.measure, one.where, one.threshold, one.unit]).not.toContain(null);
      expect(one.next.length).toBeGreaterThan(20);
    }
    expect(SMALL.path.some(({ kind }) => kind === 'strangle')).toBe(false);
    expect(SHOP.path.filter(({ kind }) => kind === 'strangle')).toHaveLength(3);
  });

  it('calls a decision due at the very number that turns it', () => {
    const { path, flips } = decided({
      engineers: 60,
      teams: 8,
      opsMaturity: 4,
      consistency: 'eventual',
    });
    const turning = path.filter(({ id }) => id.startsWith('flip.'));
    expect(turning.map(({ when }) => when)).toContain('falls to');
    for (const { id, when, threshold } of turning) {
      const [, input, direction] = id.split('.');
      const flip = flips.find((one) => one.input === input && one.direction === direction);
      expect(threshold).toBe(flip?.to);
      expect(when).toBe(direction === 'up' ? 'reaches' : 'falls to');
    }
  });

  it('multiplies what one request needs, and names the link that breaks it', () => {
    const [monolith, functions, , services] = SMALL.availability.patterns;
    expect(monolith?.percent).toBeCloseTo(99.99 * 0.9999 * 0.9995, 4);
    expect(monolith?.weakest).toBe('database');
    expect(services?.percent).toBeLessThan(monolith?.percent ?? 0);
    expect(functions?.links.map(({ link }) => link)).toContain('functions');
    expect(SHOP.availability.recovery[1]?.needs).toMatch(/standby/);
  });

  it('tells regimes as demands: what the code does, and who does the rest', () => {
    expect(SMALL.compliance).toEqual([]);
    expect(SHOP.compliance.map(({ regime }) => regime)).toEqual(['gdpr', 'pci']);
    const [first] = SHOP.compliance.flatMap(({ demands }) => demands);
    expect(first).toMatchObject({ kind: 'published', outside: expect.stringMatching(/./) });
  });

  it('finds the loads at which another pattern is the cheapest to host', () => {
    const { range, breakEven, patterns } = SMALL.cost;
    expect(range.length).toBeGreaterThan(20);
    expect(breakEven[0]).toMatchObject({ below: 'serverless', above: 'modular-monolith' });
    const free = patterns.find(({ pattern }) => pattern === 'serverless');
    expect(free?.freeTier).toBeGreaterThan(0);
    expect(free?.freeTier).toBeLessThanOrEqual(free?.hosting ?? 0);
  });

  it('names what to find out for a close call only', () => {
    for (const { recommended, closeCall } of [SMALL, SHOP])
      if (recommended.word !== 'close call') expect(closeCall).toBeNull();
    const close = decided({ engineers: 25, workload: ['crud', 'streaming'] });
    expect(close.recommended.word).toBe('close call');
    expect(close.closeCall?.settles.length).toBeGreaterThan(1);
  });
});
