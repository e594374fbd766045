import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, type Check, type Finding, list } from './finding.js';
import { exists, run } from './program.js';

const FOLDER = 'deploy/observability';

/** Objectives, alerts and what dashboards ask, as Prometheus itself reads them. */
export const promtool: Check = {
  name: 'Prometheus takes configuration, rules and the questions of dashboards; alerts pass their tests',
  missing: async () => ((await exists('promtool')) ? null : 'promtool is not installed'),
  reads: FOLDER,
  check: async (repo) => {
    const folder = join(repo, FOLDER);
    const scratch = mkdtempSync(join(tmpdir(), 'promtool-'));
    try {
      const config = readFileSync(join(folder, 'prometheus.yaml'), 'utf8');
      writeFileSync(
        join(scratch, 'prometheus.yaml'),
        config.replaceAll('/etc/prometheus/', `${folder}/`),
      );
      writeFileSync(join(scratch, 'questions.yaml'), questionsAsRules(folder));
      const tests = readdirSync(folder).filter((file) => file.endsWith('.test.yaml'));
      // The slow one last, and only with what can be read.
      for (const [args, cwd] of [
        [['check', 'config', join(scratch, 'prometheus.yaml')], scratch],
        [['check', 'rules', join(scratch, 'questions.yaml')], scratch],
        [['test', 'rules', ...tests], folder],
      ] as const) {
        const found = await ask(args, cwd);
        if (found.length > 0) return found;
      }
      return [];
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function ask(args: readonly string[], cwd: string): Promise<Finding[]> {
  const { code, output } = await run('promtool', args, { cwd });
  return code === 0 ? [] : [{ where: args.join(' '), what: output }];
}

/** Each expression of a panel as a rule, so that it is parsed; JSON is YAML too. */
export function questionsAsRules(folder: string): string {
  const dashboards = join(folder, 'grafana/dashboards');
  const rules = readdirSync(dashboards).flatMap((file) => {
    const dashboard: unknown = JSON.parse(readFileSync(join(dashboards, file), 'utf8'));
    return list(at(dashboard, 'panels'))
      .flatMap((panel) => list(at(panel, 'targets')))
      .filter((target) => at(target, 'datasource', 'uid') === 'prometheus')
      .map((target) => ({ record: 'question', expr: String(at(target, 'expr')) }));
  });
  // The same question twice would be reported as a rule that is there twice.
  const named = rules.map((rule, index) => ({ ...rule, labels: { at: String(index) } }));
  return JSON.stringify({ groups: [{ name: 'questions', rules: named }] });
}
