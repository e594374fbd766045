/** Somebody who can sign in. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly roles: readonly string[];
}

/** Addresses that differ only in case or surrounding space are the same account. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Everybody who signs up is a customer; whoever holds the setup token also becomes an administrator. */
export function rolesOf(setup: 'not asked for' | 'right' | 'wrong'): readonly string[] | null {
  if (setup === 'wrong') return null;
  return setup === 'right' ? ['customer', 'admin'] : ['customer'];
}

/** What a refresh token stands for: the tokens of one sign-in, of which only the newest is good. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly secretHash: string;
  readonly expiresAt: Date;
}

export function refreshTokenOf(session: Session, secret: string): string {
  return `${session.id}.${secret}`;
}

/** Which session a refresh token belongs to, and the secret that proves it. */
export function readRefreshToken(token: string): { sessionId: string; secret: string } | null {
  const [, sessionId, secret] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
  return sessionId && secret ? { sessionId, secret } : null;
}
