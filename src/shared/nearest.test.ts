import { describe, expect, it } from 'vitest';
import { nearest, suggestion } from './nearest.js';

describe('nearest', () => {
  it.each([
    ['microservice', 'microservices'],
    ['Modular_Monolith', 'modular-monolith'],
    ['monolith', 'modular-monolith'],
    ['severless', 'serverless'],
    ['evnet-driven', 'event-driven'],
    ['event', 'event-driven'],
  ])('%s is close to %s', (word, candidate) => {
    const patterns = ['modular-monolith', 'serverless', 'event-driven', 'microservices'];
    expect(nearest(word, patterns)).toBe(candidate);
  });

  it('gives nothing for a word that is like none', () => {
    expect(nearest('xyzzy', ['users', 'orders'])).toBeUndefined();
    expect(nearest('', ['users'])).toBeUndefined();
    expect(suggestion('xyzzy', ['users', 'orders'])).toBe('Use one of: users, orders.');
  });

  it('gives the earlier of two that are equally close', () => {
    expect(nearest('cat', ['cart', 'cast'])).toBe('cart');
  });
});
