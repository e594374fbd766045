/** As `terraform fmt` writes it: equals signs of neighbouring one-line values stand below each other. */
export function aligned(
  values: readonly (readonly [key: string, value: string])[],
  indent: string,
): string {
  const width = Math.max(...values.map(([key]) => key.length));
  const pad = (key: string) =>
    values.some(([, value]) => value.includes('\n')) ? key : key.padEnd(width);
  return values.map(([key, value]) => `${indent}${pad(key)} = ${value}\n`).join('');
}
