import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
export const folder = join(root, 'deploy/observability');
export const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
export const readRoot = (path: string): string => readFileSync(join(root, path), 'utf8');

export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly annotations?: { readonly runbook: string };
}
export const rules = (): Rule[] =>
  parse(read('alerts.yaml')).groups.flatMap((group: { rules: Rule[] }) => group.rules);

export interface Panel {
  readonly title: string;
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly expr: string; readonly datasource: { uid: string } }[];
}
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly definition: string }[] };
}
export const dashboards = (): GrafanaDashboard[] =>
  globSync('grafana/dashboards/*.json', { cwd: folder })
    .toSorted()
    .map((path) => JSON.parse(read(path)));

/** Every question that dashboards and alerts ask Prometheus, and who asks. */
export function questions(): { readonly who: string; readonly expr: string }[] {
  const panels = dashboards().flatMap(({ uid, panels, templating }) => [
    ...templating.list.map(({ definition }) => ({ who: `${uid}: a variable`, expr: definition })),
    ...panels.flatMap(({ title, targets }) =>
      targets
        .filter(({ datasource }) => datasource.uid === 'prometheus')
        .map(({ expr }) => ({ who: `${uid}: ${title}`, expr })),
    ),
  ]);
  return [...panels, ...rules().map((rule) => ({ who: rule.alert ?? rule.record ?? '', ...rule }))];
}

/** Metrics and the labels that a question expects them to have. */
export function namesIn(expr: string): { metrics: Set<string>; labels: Set<string> } {
  const labels = new Set<string>();
  const bare = expr
    .replaceAll(/label_values\(([^,]+), (\w+)\)/g, (_, metric: string, label: string) => {
      labels.add(label);
      return metric;
    })
    .replaceAll(/\{([^}]*)\}/g, (_, matchers: string) => {
      for (const [, label = ''] of matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)) labels.add(label);
      return ' ';
    })
    .replaceAll(/\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g, (_, list: string) => {
      for (const label of list.split(',')) labels.add(label.trim());
      return ' ';
    });
  const words = bare.matchAll(/(?<![\w:.])([a-zA-Z_][\w:]*)(?![\w:]|\s*\()/g);
  const operators = new Set(['and', 'or', 'unless', 'bool', 'offset']);
  const metrics = [...words].flatMap(([, word = '']) => (operators.has(word) ? [] : [word]));
  return { metrics: new Set(metrics), labels };
}
