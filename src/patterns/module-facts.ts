import * as z from 'zod';
import { ENGINES } from '#architecture/schema.js';

const Name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/** What a module template says about itself in `templates/modules/<name>/module.json`. */
export const ModuleFacts = z.strictObject({
  name: Name,
  /** Reads it wants from others. */
  needs: z.array(z.strictObject({ name: z.string(), from: Name })),
  /** Message types it handles, with the module whose contract declares them. */
  subscribes: z.array(
    z.strictObject({
      message: z.string(),
      from: Name,
      /** Handled where its producer is part of the repo; that module is not added because of it. */
      optional: z.literal(true).optional(),
    }),
  ),
  /** True when it has routes, so that it is reachable through the gateway under `/<name>`. */
  routes: z.boolean(),
  /** Extra public path prefixes besides `/<name>`, such as `/.well-known`. */
  paths: z.array(z.string().startsWith('/')),
  /** Ports of features that it asks for, such as `mail`. */
  ports: z.array(z.string()).default([]),
  /** Engines it has a `store.<engine>.ts` for; PostgreSQL is the default where there is one. */
  engines: z.array(z.enum(ENGINES)).min(1).default(['postgres']),
});

export type ModuleFacts = Readonly<z.infer<typeof ModuleFacts>>;
