import { describe, expect, it } from 'vitest';
import { parseModuleToken, parseModuleTokens, projectNameProblems } from './names.js';

function codeOf(token: string): string | undefined {
  const parsed = parseModuleToken(token);
  return parsed.ok ? undefined : parsed.problems[0]?.code;
}

describe('parseModuleToken', () => {
  it.each([
    ['invoice', 'invoice', 'invoices'],
    ['invoices', 'invoice', 'invoices'],
    ['person:people', 'person', 'people'],
    ['people', 'person', 'people'],
    ['category', 'category', 'categories'],
    ['line-items', 'line-item', 'line-items'],
    ['users', 'user', 'users'],
    ['order', 'order', 'orders'],
    ['inventory', 'inventory', 'inventory'],
    ['inventories', 'inventory', 'inventory'],
    ['payment', 'payment', 'payments'],
    ['auth', 'auth', 'auth'],
    ['equipment:equipment-pieces', 'equipment', 'equipment-pieces'],
    ['constructors-championship', 'constructors-championship', 'constructors-championships'],
  ])('reads %s', (token, singular, plural) => {
    expect(parseModuleToken(token)).toEqual({ ok: true, value: { singular, plural } });
  });

  it.each([
    ['', 'MODULE_NAME_INVALID'],
    ['Invoice', 'MODULE_NAME_INVALID'],
    ['1st', 'MODULE_NAME_INVALID'],
    ['a_b', 'MODULE_NAME_INVALID'],
    ['a--b', 'MODULE_NAME_INVALID'],
    ['../x', 'MODULE_NAME_INVALID'],
    ['a/b', 'MODULE_NAME_INVALID'],
    ['a:b:c', 'MODULE_NAME_INVALID'],
    ['ünïcode', 'MODULE_NAME_INVALID'],
    ["x'; drop table", 'MODULE_NAME_INVALID'],
    ['__proto__', 'MODULE_NAME_INVALID'],
    ['constructor', 'MODULE_NAME_RESERVED'],
    ['class', 'MODULE_NAME_RESERVED'],
    ['classes', 'MODULE_NAME_RESERVED'],
    ['type', 'MODULE_NAME_RESERVED'],
    ['select', 'MODULE_NAME_RESERVED'],
    ['pg-catalog', 'MODULE_NAME_RESERVED'],
    ['public', 'MODULE_NAME_RESERVED'],
    ['information-schema', 'MODULE_NAME_RESERVED'],
    ['platform', 'MODULE_NAME_RESERVED'],
    ['modules', 'MODULE_NAME_RESERVED'],
    ['livez', 'MODULE_NAME_RESERVED'],
    ['sample-items', 'MODULE_NAME_RESERVED'],
    ['con', 'MODULE_NAME_RESERVED'],
    ['lpt1', 'MODULE_NAME_RESERVED'],
    ['node-modules', 'MODULE_NAME_RESERVED'],
    ['equipment', 'MODULE_NAME_UNCOUNTABLE'],
    ['x:x', 'MODULE_NAME_UNCOUNTABLE'],
    ['x'.repeat(41), 'MODULE_NAME_TOO_LONG'],
    ['x'.repeat(40), 'MODULE_NAME_TOO_LONG'],
  ])('refuses %s with %s', (token, code) => {
    expect(codeOf(token)).toBe(code);
  });

  it('offers a well-formed name for a malformed one', () => {
    const parsed = parseModuleToken('InvoiceLine');
    expect(parsed.ok ? '' : parsed.problems[0]?.hint).toContain('invoice-line');
  });
});

describe('parseModuleTokens', () => {
  it('drops auth and refuses two names for one module', () => {
    const parsed = parseModuleTokens(['auth', 'users', 'invoice']);
    expect(parsed.ok && parsed.value.map(({ plural }) => plural)).toEqual(['users', 'invoices']);
    const twice = parseModuleTokens(['invoice', 'invoices']);
    expect(twice.ok ? '' : twice.problems[0]?.code).toBe('MODULE_NAME_DUPLICATE');
    const crossed = parseModuleTokens(['staff:members', 'members:memberships']);
    expect(crossed.ok ? '' : crossed.problems[0]?.code).toBe('MODULE_NAME_DUPLICATE');
  });
});

describe('projectNameProblems', () => {
  it.each(['shop', 'my-shop', 'a1', 'x'.repeat(40)])('accepts %s', (name) => {
    expect(projectNameProblems(name)).toEqual([]);
  });

  it.each([
    ['', 'PROJECT_NAME_INVALID'],
    ['Shop', 'PROJECT_NAME_INVALID'],
    ['my shop', 'PROJECT_NAME_INVALID'],
    ['../shop', 'PROJECT_NAME_INVALID'],
    ['@me/shop', 'PROJECT_NAME_INVALID'],
    ['-shop', 'PROJECT_NAME_INVALID'],
    ['node_modules', 'PROJECT_NAME_RESERVED'],
    ['CON', 'PROJECT_NAME_RESERVED'],
    ['__proto__', 'PROJECT_NAME_RESERVED'],
    ['http', 'PROJECT_NAME_RESERVED'],
    ['x'.repeat(41), 'PROJECT_NAME_TOO_LONG'],
  ])('refuses %s with %s', (name, code) => {
    expect(projectNameProblems(name).map((problem) => problem.code)).toEqual([code]);
  });
});
