import { setFlagsFromString } from 'node:v8';
import { afterEach, expect, it, vi } from 'vitest';
import { optimiseLess } from './optimise-less.js';

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }));
afterEach(() => vi.mocked(setFlagsFromString).mockClear());

it.each([
  ['Node 20', '11.3.244.8-node.33', 0, ['--interrupt-budget=400000']],
  ['Node 22, which does not use its quick optimiser', '12.4.254.21-node.33', 1, []],
  ['Node 24', '13.6.233.17-node.37', 1, ['--no-turbofan']],
  ['Node 24 built without a quick optimiser', '13.6.233.17-node.37', 0, []],
])('%s', (_, version, quick, flags) => {
  optimiseLess(version, { v8_enable_maglev: quick });
  expect(vi.mocked(setFlagsFromString).mock.calls.flat()).toEqual(flags);
});
