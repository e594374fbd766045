import { createTable, newClient, tableOf } from '#platform/dynamodb.ts';

/** Creates the tables of the modules that keep their data in DynamoDB. */
export async function prepareTables(
  modules: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const endpoint = env['DYNAMODB_ENDPOINT'];
  if (!endpoint) {
    throw new Error(
      'DYNAMODB_ENDPOINT is not set. Start DynamoDB Local (it needs Java or Docker) and name it, for example DYNAMODB_ENDPOINT=http://127.0.0.1:8000',
    );
  }
  const client = newClient(endpoint);
  for (const module of modules)
    await createTable(client, tableOf(module, env['DYNAMODB_TABLE_PREFIX']));
  client.destroy();
}
