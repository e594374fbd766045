import { describe, expect, it } from 'vitest';
import { columnsOf, cut, wrapped } from './wrap.js';

describe('wrapping text', () => {
  it('keeps every line within the width', () => {
    expect(wrapped('alpha, beta, gamma, delta', 13)).toEqual(['alpha, beta,', 'gamma, delta']);
  });

  it('breaks a word that is longer than the line', () => {
    expect(wrapped(`${'x'.repeat(12)}, y`, 10)).toEqual(['xxxxxxxxxx', 'xx, y']);
  });
});

describe('cutting text', () => {
  it('says that something is missing, and does not count colours', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdefg', 6)).toBe('abcde…');
    expect(cut('\u001B[36mabcdef\u001B[39m', 6)).toBe('\u001B[36mabcdef\u001B[39m');
    expect(columnsOf('\u001B[36mabcdef\u001B[39m')).toBe(6);
    expect(cut('abcdefg', 6, '...')).toBe('abc...');
  });
});
