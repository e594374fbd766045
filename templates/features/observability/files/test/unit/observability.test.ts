import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { dashboards, namesIn, read, readRoot, rules } from '#test/observability-files.ts';

const TESTS = ['alerts.test.yaml', 'alerts.days.test.yaml'];

test('every alert leads to a heading that exists, is tested, and is in the objectives', () => {
  const headings = new Map<string, Set<string>>();
  const anchors = (path: string) => {
    const found = [...readRoot(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    return headings.get(path) ?? headings.set(path, new Set(found)).get(path);
  };
  const tested = new Set(
    TESTS.flatMap((path) => parse(read(path)).tests).flatMap(({ alert_rule_test }: any) =>
      alert_rule_test
        .filter((one: any) => one.exp_alerts.length > 0)
        .map((one: any) => one.alertname),
    ),
  );
  const objectives = readRoot('docs/slo.md');
  const alerts = rules().filter(({ alert }) => alert !== undefined);
  assert.ok(alerts.length >= 10);
  for (const { alert = '', annotations } of alerts) {
    const [path = '', anchor = ''] = (annotations?.runbook ?? '').split('#');
    assert.ok(anchors(path)?.has(anchor), `${alert}: ${annotations?.runbook}`);
    assert.ok(tested.has(alert), `${alert} fires in ${TESTS.join(' or ')}`);
    if (alert.includes('Burns'))
      assert.ok(objectives.includes(alert), `${alert} is in docs/slo.md`);
  }
});

test('the collector’s pipelines use only what is defined, and all of it but the exporter that is switched on', () => {
  const config = parse(read('collector.yaml').replace('${env:TRACE_EXPORTERS}', '[otlp/jaeger]'));
  const used: Record<string, Set<string>> = {};
  for (const pipeline of Object.values<any>(config.service.pipelines))
    for (const part of ['receivers', 'processors', 'exporters'])
      for (const name of pipeline[part]) {
        assert.ok(name in config[part], `${part} has ${name}`);
        (used[part] ??= new Set()).add(name);
      }
  const unused = ['receivers', 'processors', 'exporters'].flatMap((part) =>
    Object.keys(config[part]).filter((name) => !used[part]?.has(name)),
  );
  assert.deepEqual(unused, ['zipkin']);
});

test('the log shipper takes the lines of our apps, and only those', () => {
  const { operators } = parse(read('collector.yaml')).receivers.filelog;
  const filter = operators.find(({ type }: any) => type === 'filter');
  const [, pattern = ''] = /matches "(.+)"\)$/.exec(filter.expr) ?? [];
  const ours = new RegExp(pattern.replaceAll('\\"', '"').replaceAll('\\\\', '\\'));
  assert.match('{"level":30,"time":1795712799083,"app":"orders","msg":"request"}\n', ours);
  assert.doesNotMatch('{"log":{"level":30}}', ours);
  assert.doesNotMatch('2026-11-26 LOG: checkpoint complete', ours);
});

test('dashboards ask data sources that are provisioned, and a line in Loki leads to its trace', () => {
  const { datasources } = parse(read('grafana/provisioning/datasources/datasources.yaml'));
  const uids = new Set(datasources.map(({ uid }: any) => uid));
  const all = dashboards();
  assert.equal(new Set(all.map(({ uid }) => uid)).size, 4);
  for (const { title, panels } of all)
    for (const panel of panels)
      for (const { datasource } of [panel, ...panel.targets])
        assert.ok(uids.has(datasource.uid), `${title}: ${panel.title}`);
  const [field] = datasources.find(({ uid }: any) => uid === 'loki').jsonData.derivedFields;
  const line = '{"level":30,"trace_id":"0af7651916cd43dd8448eb211c80319c","msg":"request"}';
  assert.equal(new RegExp(field.matcherRegex).exec(line)?.[1], '0af7651916cd43dd8448eb211c80319c');
  assert.ok(uids.has(field.datasourceUid));
});

test('names are read from PromQL', () => {
  const { metrics, labels } = namesIn(
    'histogram_quantile(0.95, sum by (le, app) (rate(a_bucket{app=~"$app",route!~"/x"}[5m]))) > 14.4 * slo:b:ratio_rate1h and up == 0',
  );
  assert.deepEqual([...metrics], ['a_bucket', 'slo:b:ratio_rate1h', 'up']);
  assert.deepEqual([...labels], ['app', 'route', 'le']);
});
