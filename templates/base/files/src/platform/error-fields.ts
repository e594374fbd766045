/** What a log says about an error: what happened and where, never the values it happened to. */
export function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack = '', cause } = error;
  const { code } = error as { readonly code?: unknown };
  // Other fields of an error are left out: PostgreSQL's repeat whole rows, an invalid URL's its password.
  return {
    type: name,
    message: withoutValues(error, message),
    stack: withoutValues(error, stack),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(cause !== undefined && { cause: errorFields(cause) }),
  };
}

/** PostgreSQL ends a message with the text it could not read: `invalid input syntax for type uuid: "…"`. */
function withoutValues(error: Error, text: string): string {
  return 'severity' in error ? text.replaceAll(/: ".*"$/gm, ': "…"') : text;
}
