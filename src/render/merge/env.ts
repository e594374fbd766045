import { ofKind, type Owned } from '#render/contributions.js';
import type { Problem } from '#shared/user-error.js';
import { mergeKeyed } from './keyed.js';

/** `.env.example`: every key with its meaning. Secrets stay empty: they are generated into `.env` alone. */
export function mergeEnvExample(contributions: readonly Owned[]): {
  readonly text: string;
  readonly problems: readonly Problem[];
} {
  const { values, problems } = mergeKeyed(
    '.env.example',
    ofKind(contributions, 'env').map(({ from, contribution }) => ({
      key: contribution.key,
      value: contribution,
      from,
    })),
  );
  const entries = [...values.values()].map(({ key, doc, example, secret, commented }) => {
    const line = `${commented ? '# ' : ''}${key}=${secret ? '' : example}`;
    return `# ${doc.replaceAll('\n', '\n# ')}\n${line}\n`;
  });
  return { text: entries.join('\n'), problems };
}
