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
