/** Development accounts; nothing here runs outside `npm start`. */
const ADMIN = { email: 'admin@example.com', password: 'correct-horse-battery' };
const CUSTOMER = { email: 'customer@example.com', password: 'correct-horse-battery' };

/** Puts in what makes the first minutes pleasant: two accounts and a few items. Safe to run again. */
export async function seed(
  url: string,
  setupToken: string,
  modules: readonly string[],
): Promise<readonly string[]> {
  const post = async (path: string, body: unknown, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  const admin = await post('/auth/sign-up', { ...ADMIN, setupToken });
  await post('/auth/sign-up', CUSTOMER);
  if (admin.status === 201 && modules.includes('inventory')) {
    const { body } = await post('/auth/sign-in', ADMIN);
    for (const item of [
      { name: 'Notebook', price: 1290, stock: 100 },
      { name: 'Fountain pen', price: 4900, stock: 10 },
    ]) {
      await post('/inventory/items', item, body['accessToken']);
    }
  }
  return [`accounts   ${ADMIN.email}, ${CUSTOMER.email} (password ${ADMIN.password})`];
}
