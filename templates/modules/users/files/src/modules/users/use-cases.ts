import { ownsOrAdministers } from '#platform/access.ts';
import type { Call } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { page, type PageWanted } from '#platform/pages.ts';
import { expectVersion, saved } from '#platform/versions.ts';
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
      const before = await load(id);
      expectVersion(call, before.version);
      const user = { ...before, displayName };
      await store.save(call, user);
      return saved(user);
    },

    async listProfiles(_call: Call, wanted: PageWanted) {
      const items = await store.list(wanted.after ?? null, wanted.limit);
      return page(items, wanted);
    },

    async welcome(call: Call, opened: { accountId: string; email: string; roles: string[] }) {
      if (await store.find(opened.accountId)) return;
      await store.save(call, newUser(opened.accountId, opened.email, opened.roles));
    },
  };
}
