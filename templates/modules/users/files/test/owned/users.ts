import { type Api, eventually, type Person, request } from '#test/api.ts';

/** Signing up makes a profile, a moment later. */
export const owned = {
  '/users/{id}': async (api: Api, { id, token }: Person): Promise<string> => {
    await eventually(
      'a profile',
      () => request(api, 'GET', `/users/${id}`, { token }),
      ({ status }) => status === 200,
    );
    return id;
  },
};
