export interface User {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly version: number;
}

/** A first profile: the part of the address before the @ until the person chooses a name. */
export function newUser(id: string, email: string, roles: readonly string[]): User {
  return { id, email, displayName: email.split('@')[0] ?? email, roles, version: 0 };
}
