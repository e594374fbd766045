import { stringify } from 'yaml';

/** The one place where render writes YAML: plain style, no aliases, no folded lines. */
export function toYaml(value: unknown, heading = ''): string {
  const comment = heading === '' ? '' : `${heading.replace(/^/gm, '# ')}\n`;
  return comment + stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Several documents in one file, as kubectl reads them. */
export function toYamlDocuments(values: readonly unknown[]): string {
  return values.map((value) => toYaml(value)).join('---\n');
}
