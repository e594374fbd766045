import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import type { Ports } from '#platform/module.ts';
import { hashPassword, passwordMatches, sameSecret } from '#platform/passwords.ts';
import { auth } from './contract.ts';
import { normalEmail, rolesOf } from './domain.ts';
import type { AuthStore } from './store.ts';

export function useCases(store: AuthStore, { tokens, adminSetupToken }: Ports) {
  // Compared against when there is no such account, so that both answers take equally long.
  let nobody: Promise<string> | undefined;

  const setupIs = (token: string | undefined) => {
    if (token === undefined) return 'not asked for';
    return adminSetupToken !== undefined && sameSecret(token, adminSetupToken) ? 'right' : 'wrong';
  };

  return {
    async signUp(
      call: Call,
      input: { email: string; password: string; setupToken?: string | undefined },
    ) {
      const email = normalEmail(input.email);
      const roles = rolesOf(setupIs(input.setupToken));
      if (!roles) throw refuse(auth, 'forbidden', 'The setup token is not right');
      const account = {
        id: newId(call),
        email,
        passwordHash: await hashPassword(input.password),
        roles,
      };
      await store.add(call, account, {
        messages: [
          message(auth, 'auth.account-opened.v1', account.id, {
            accountId: account.id,
            email,
            roles: [...roles],
          }),
        ],
      });
      return { id: account.id, email, roles: [...roles] };
    },

    async signIn(_call: Call, input: { email: string; password: string }) {
      const account = await store.findByEmail(normalEmail(input.email));
      const hash = account?.passwordHash ?? (await (nobody ??= hashPassword('nobody')));
      const matches = await passwordMatches(input.password, hash);
      if (!account || !matches)
        throw refuse(auth, 'wrong-credentials', 'Wrong address or password');
      const { token, expiresIn } = await tokens.issue(account);
      return { accessToken: token, tokenType: 'Bearer' as const, expiresIn };
    },

    async publicKeys() {
      return tokens.keys();
    },

    async discovery() {
      return {
        issuer: tokens.issuer,
        jwks_uri: `${tokens.issuer}/.well-known/jwks.json`,
        id_token_signing_alg_values_supported: ['ES256'],
      };
    },
  };
}
