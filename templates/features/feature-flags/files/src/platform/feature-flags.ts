import { type EvaluationContext, OpenFeature } from '@openfeature/server-sdk';
import type { Call } from '#platform/call.ts';
import { defineExtension } from '#platform/extension.ts';
import { FileFlags } from '#platform/flags.file.ts';
import { OfrepFlags } from '#platform/flags.ofrep.ts';
import type { Flags } from '#platform/flags.ts';
import { unverifiedUrl } from '#platform/tls.ts';
import * as z from 'zod';

const settings = z.object({
  FLAGS_URL: z.url({ protocol: /^https?$/ }).optional(),
  FLAGS_TOKEN: z.string().min(1).optional(),
  FLAGS_TIMEOUT_MS: z.coerce.number().int().min(10).max(30_000).default(300),
  FLAGS_FILE: z.string().default('flags.json'),
});

/** Who asks, for rules such as "administrators first" or "a tenth of all users". */
function contextOf({ actor, tenant }: Call): EvaluationContext {
  const about = { kind: actor.kind, roles: [...actor.roles] };
  return { targetingKey: actor.id, ...about, ...(tenant !== undefined && { tenant }) };
}

/** Gives modules the port `flags`: a flag service where one is named, a file on a developer's machine. */
export const extension = defineExtension({
  name: 'feature-flags',
  settings,
  check: ({ FLAGS_URL }, config) => {
    if (FLAGS_URL !== undefined) return unverifiedUrl(config, 'FLAGS_URL', FLAGS_URL);
    return config.NODE_ENV === 'production'
      ? ['FLAGS_URL: is required in production and not set']
      : [];
  },
  open: ({
    settings: { FLAGS_URL, FLAGS_TOKEN, FLAGS_TIMEOUT_MS, FLAGS_FILE },
    log,
    counts,
    app,
  }) => {
    const provider =
      FLAGS_URL === undefined
        ? new FileFlags(FLAGS_FILE, log)
        : new OfrepFlags(FLAGS_URL, FLAGS_TOKEN, FLAGS_TIMEOUT_MS);
    // A domain of its own: another app in this process may use another provider.
    OpenFeature.setProvider(app, provider);
    const client = OpenFeature.getClient(app);
    const count = counts.counter('flags_evaluated_total', 'Flags that modules asked for', [
      'flag',
      'outcome',
    ]);
    const flags: Flags = {
      isOn: async (call, flag, otherwise) => {
        const details = await client.getBooleanDetails(flag, otherwise, contextOf(call));
        count({ flag, outcome: details.errorCode ?? 'value' });
        return details.value;
      },
    };
    return { ports: { flags } };
  },
});
