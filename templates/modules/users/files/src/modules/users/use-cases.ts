import { ownsOrAdministers } from '#platform/access.ts';
import type { Call } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { users } from './contract.ts';
import { newUser, type User } from './domain.ts';
import type { UsersStore } from './store.ts';

export function useCases(store: UsersStore) {
  const load = async (id: string): Promise<User> => {
    const user = await store.find(id);
    if (!user) throw refuse(users, 'user-not-found', `There is no user ${id}`);
    return user;
  };

  return {
    async getUser(_call: Call, { id }: { id: string }) {
      const { displayName } = await load(id);
      return { id, displayName };
    },

    async showProfile(call: Call, { id }: { id: string }) {
      if (!ownsOrAdministers(call.actor, id))
        throw refuse(users, 'forbidden', 'This is somebody else’s profile');
      return load(id);
    },

    async rename(call: Call, { id, displayName }: { id: string; displayName: string }) {
      if (!ownsOrAdministers(call.actor, id))
        throw refuse(users, 'forbidden', 'This is somebody else’s profile');
      const user = { ...(await load(id)), displayName };
      await store.save(call, user);
      return user;
    },

    async listProfiles(
      _call: Call,
      { after, limit }: { after?: string | undefined; limit: number },
    ) {
      const items = await store.list(after ?? null, limit);
      return {
        items: [...items],
        next: items.length === limit ? (items.at(-1)?.id ?? null) : null,
      };
    },

    async welcome(call: Call, opened: { accountId: string; email: string; roles: string[] }) {
      if (await store.find(opened.accountId)) return;
      await store.save(call, newUser(opened.accountId, opened.email, opened.roles));
    },
  };
}
