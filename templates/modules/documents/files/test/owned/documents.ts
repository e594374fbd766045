import { type Api, type Person, request } from '#test/api.ts';

/** Only some types of document are taken. */
export const owned = {
  '/documents/{id}': async (api: Api, { token }: Person): Promise<string> => {
    const body = { name: 'minutes.txt', contentType: 'text/plain', size: 10 };
    return (await request(api, 'POST', '/documents', { token, body })).body.id;
  },
};
