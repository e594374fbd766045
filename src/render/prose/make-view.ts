import type { ArchitectureFile, Blueprint } from '#architecture/schema.js';
import type { Catalogue } from '#patterns/catalogue.js';
import { ofKind, type Owned } from '#render/contributions.js';
import type { GeneratedPackage } from '#render/merge/package-json.js';
import type { PatternId } from '#shared/pattern-id.js';
// A generated repo draws itself with these files; here they run once before it does.
import { container, moduleMap } from '../../../templates/base/files/tools/architecture-diagrams.ts';
import { architectureDocs } from '../../../templates/base/files/tools/architecture-docs.ts';
import { firstRequests } from './first-requests.js';
import type { View } from './view.js';

/** What prose is made from. */
export interface Story {
  readonly blueprint: Blueprint;
  readonly decision: ArchitectureFile['decision'];
  readonly contributions: readonly Owned[];
  readonly packageJson: GeneratedPackage;
  readonly generator: string;
}

/** Flattens a repo into what prose may say about it. */
export function makeView(story: Story, { patterns, features }: Catalogue): View {
  const { blueprint, decision, packageJson, contributions } = story;
  const { title, summary, whenToUse, whenNotToUse } = patterns[blueprint.pattern];
  const ids = Object.keys(features);
  return {
    project: blueprint.project,
    generator: story.generator,
    node: packageJson.engines['node'] ?? '',
    pattern: {
      id: blueprint.pattern,
      title,
      summary,
      whenToUse: [...whenToUse],
      whenNotToUse: [...whenNotToUse],
    },
    is: onlyTrue(blueprint.pattern),
    has: Object.fromEntries(ids.map((id) => [id, blueprint.features.includes(id)])),
    modules: blueprint.modules.map((module) => ({ ...module })),
    apps: blueprint.apps.map((app) => ({
      name: app.name,
      kind: app.kind,
      trigger: app.trigger,
      modules: app.modules.join(', '),
      libraries: app.libraries.join(', '),
    })),
    architecture: architectureDocs(blueprint),
    containers: container(blueprint),
    moduleMap: moduleMap(blueprint),
    features: blueprint.features.flatMap((id) => {
      const feature = features[id];
      return feature ? [{ id, title: feature.title, summary: feature.summary }] : [];
    }),
    decision: decision
      ? {
          recommended: decision.recommended,
          chosen: decision.chosen,
          word: decision.word,
          because: decision.because,
        }
      : null,
    firstRequests: [...firstRequests(blueprint)],
    scripts: Object.entries(packageJson.scripts).map(([name, run]) => ({ name, run })),
    env: ofKind(contributions, 'env').map(({ contribution: { key, example, doc } }) => ({
      key,
      example,
      doc,
    })),
    sections: ofKind(contributions, 'doc-section').map(({ contribution: { title, body } }) => ({
      title,
      body,
    })),
  };
}

function onlyTrue(pattern: PatternId): View['is'] {
  return {
    'modular-monolith': pattern === 'modular-monolith',
    microservices: pattern === 'microservices',
    'event-driven': pattern === 'event-driven',
    serverless: pattern === 'serverless',
  };
}
