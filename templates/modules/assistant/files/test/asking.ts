import type { Api } from '#test/api.ts';

/** Asks the assistant, and reads its answer to the end. */
export async function ask(api: Api, question: string, token: string) {
  const answer = await fetch(`${api.url}/assistant/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ question }),
  });
  const text = await answer.text();
  const events: any[] = text
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => JSON.parse(event.slice(6)));
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text, events };
}
