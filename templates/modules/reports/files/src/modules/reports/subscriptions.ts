import { auth } from '#modules/auth/contract.ts';
import { on } from '#platform/messages.ts';
import type { useCases } from './use-cases.ts';

export const subscriptions = (cases: ReturnType<typeof useCases>) => [
  on(auth, 'auth.account-opened.v1', cases.accountOpened),
];
