import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import type { Ports } from '#platform/module.ts';
import {
  hashPassword,
  hashSecret,
  newSecret,
  passwordMatches,
  sameSecret,
} from '#platform/passwords.ts';
import { auth } from './contract.ts';
import {
  type Account,
  normalEmail,
  readRefreshToken,
  refreshTokenOf,
  rolesOf,
  type Session,
} from './domain.ts';
import type { AuthStore } from './store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export function useCases(store: AuthStore, { now, tokens, adminSetupToken, refreshDays }: Ports) {
  // Compared against when there is no such account, so that both answers take equally long.
  let nobody: Promise<string> | undefined;

  const setupIs = (token: string | undefined) => {
    if (token === undefined) return 'not asked for';
    return adminSetupToken !== undefined && sameSecret(token, adminSetupToken) ? 'right' : 'wrong';
  };

  const answer = async (account: Account, session: Session, secret: string) => {
    const { token, expiresIn } = await tokens.issue(account);
    const refreshToken = refreshTokenOf(session, secret);
    return { accessToken: token, tokenType: 'Bearer' as const, expiresIn, refreshToken };
  };

  /** The session of a refresh token, and whether the token is its newest one. */
  const sessionOf = async (refreshToken: string) => {
    const token = readRefreshToken(refreshToken);
    const session = token && (await store.findSession(token.sessionId));
    if (!token || !session || session.expiresAt <= now()) return null;
    return { session, isNewest: sameSecret(hashSecret(token.secret), session.secretHash) };
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

    async signIn(call: Call, input: { email: string; password: string }) {
      const account = await store.findByEmail(normalEmail(input.email));
      const hash = account?.passwordHash ?? (await (nobody ??= hashPassword('nobody')));
      const matches = await passwordMatches(input.password, hash);
      if (!account || !matches)
        throw refuse(auth, 'wrong-credentials', 'Wrong address or password');
      const secret = newSecret();
      const session = {
        id: newId(call),
        accountId: account.id,
        secretHash: hashSecret(secret),
        expiresAt: new Date(now().getTime() + refreshDays * DAY_MS),
      };
      const answered = await answer(account, session, secret);
      await store.openSession(call, session);
      return answered;
    },

    /** Each refresh token is good once. One that comes again was stolen, from us or from its thief: both are out. */
    async refresh(call: Call, { refreshToken }: { refreshToken: string }) {
      const known = await sessionOf(refreshToken);
      if (known && !known.isNewest) await store.endSession(call, known.session.id);
      const account = known?.isNewest ? await store.findById(known.session.accountId) : null;
      if (!known || !account) throw refuse(auth, 'session-ended', 'Sign in again');
      const secret = newSecret();
      const renewed = { ...known.session, secretHash: hashSecret(secret) };
      await store.renewSession(call, known.session, renewed);
      return answer(account, renewed, secret);
    },

    async signOut(call: Call, { refreshToken }: { refreshToken: string }) {
      const known = await sessionOf(refreshToken);
      if (known) await store.endSession(call, known.session.id);
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
