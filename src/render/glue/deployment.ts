import type { App } from '#architecture/schema.js';
import type { Contribution } from '#features/contribution.js';
import { ofKind, type Owned } from '#render/contributions.js';

type OfKind<K extends Contribution['kind']> = Extract<Contribution, { readonly kind: K }>;

/** A key that deployed apps get because of a feature. */
export interface AppSetting {
  readonly key: string;
  readonly secret: boolean;
  /** Its value in docker compose; null when `.env` must say it. */
  readonly compose: string | null;
  /** An example of a value, for files that people fill in. */
  readonly example: string;
  readonly doc: string;
  /** An app does without it. */
  readonly optional: boolean;
}

/** What features add to deployed apps, whatever they are deployed with. */
export interface Deployment {
  readonly services: readonly OfKind<'compose-service'>[];
  /** Keys of an app, in the order of the features. */
  settingsOf(app: App): readonly AppSetting[];
  /** TCP ports outside that an app reaches. */
  egressOf(app: App): readonly number[];
}

/** Collects what contributions say about deployed apps. */
export function deploymentOf(contributions: readonly Owned[]): Deployment {
  const env = ofKind(contributions, 'env').map(({ contribution }) => contribution);
  const egress = ofKind(contributions, 'egress').map(({ contribution }) => contribution);
  return {
    services: ofKind(contributions, 'compose-service').map(({ contribution }) => contribution),
    settingsOf: (app) =>
      env.flatMap(({ key, example, doc, deployed }) =>
        deployed && has(app, deployed.extension)
          ? [
              {
                key,
                example,
                doc,
                optional: deployed.optional === true,
                secret: deployed.secret,
                compose: deployed.compose,
              },
            ]
          : [],
      ),
    egressOf: (app) => [
      ...new Set(egress.flatMap(({ extension, ports }) => (has(app, extension) ? ports : []))),
    ],
  };
}

function has({ kind, extensions }: App, extension: string | null): boolean {
  return extension === null ? kind !== 'gateway' : extensions.includes(extension);
}
