import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Api, eventually, request, signUp } from '#test/api.ts';
import { namesIn, questions, readRoot, rules } from '#test/observability-files.ts';
import { withSystem } from '#test/running-system.ts';
import type { RunningSystem } from '#tools/system.ts';

/** What Prometheus adds, and what is not of an app. */
const ADDED = new Set(['instance', 'job', 'le']);

/** Metrics that the apps expose, each with the labels of its samples. */
async function scraped(system: RunningSystem): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const app of system.apps) {
    const text = await (await fetch(`${system.urlOf(app)}/metrics`)).text();
    for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      const names =
        type === 'histogram' ? ['bucket', 'count', 'sum'].map((s) => `${name}_${s}`) : [name];
      if (type === 'summary') names.push(`${name}_count`, `${name}_sum`);
      for (const one of names) found.set(one, found.get(one) ?? new Set());
    }
    for (const [, name = '', labels = ''] of text.matchAll(/^([a-zA-Z_]\w*)(?:\{(.*)\})? \S+$/gm))
      for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) found.get(name)?.add(label);
  }
  return found;
}

test('every metric and label that a dashboard or an alert asks for is exposed by the running system', () =>
  withSystem(async (system) => {
    const api: Api = { url: system.url, adminSetupToken: system.adminSetupToken };
    await signUp(api);
    await request(api, 'GET', '/no-such-thing');
    await eventually(
      'the first messages',
      async () => (await scraped(system)).get('messages_sent_total')?.size ?? 0,
      (labels) => labels > 0,
    );
    const exposed = await scraped(system);
    const { blueprint } = JSON.parse(readRoot('architecture.json'));
    // An alert of a feature asks in vain where the feature is not.
    if (!blueprint.features.includes('jobs')) exposed.set('jobs', new Set());
    const recorded = new Set(rules().flatMap(({ record }) => record ?? []));
    for (const { who, expr } of questions()) {
      const { metrics, labels } = namesIn(expr);
      const asked = [...metrics].filter((name) => !recorded.has(name) && name !== 'up');
      for (const name of asked) assert.ok(exposed.has(name), `${who}: nobody exposes ${name}`);
      const known = asked.map((name) => exposed.get(name) ?? new Set<string>());
      // What has no samples here (no broker, no such traffic) shows no labels either.
      if (known.length === 0 || known.some((set) => set.size === 0)) continue;
      for (const label of labels)
        assert.ok(
          ADDED.has(label) || known.some((set) => set.has(label)),
          `${who}: ${asked.join(', ')} has no label ${label}`,
        );
    }
  }));
