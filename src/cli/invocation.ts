/** How this command was started, as far as npm tells: what to type to start it again. */
export function invocation(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (env['npm_command'] !== 'exec') return ['create-backend'];
  const from = env['npm_config_package'];
  return ['npx', ...(from ? ['--package', from] : []), 'create-backend'];
}
