import type { Blueprint } from '#architecture/schema.js';
import { METRICS_PORT, processApps } from './deployables.js';
import { type GlueFile, gluedBy } from './glue-file.js';

/** `deploy/observability/targets.json`: whom Prometheus asks in docker compose. */
export function observabilityFiles(blueprint: Blueprint): readonly GlueFile[] {
  const targets = processApps(blueprint).map(({ name }) => `${name}:${METRICS_PORT}`);
  const file = gluedBy('observability', 'observability');
  return [file('deploy/observability/targets.json', `${JSON.stringify([{ targets }], null, 2)}\n`)];
}
