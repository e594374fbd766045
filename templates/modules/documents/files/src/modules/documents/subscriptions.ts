import { on } from '#platform/messages.ts';
import { documents } from './contract.ts';
import type { useCases } from './use-cases.ts';

export const subscriptions = (cases: ReturnType<typeof useCases>) => [
  on(documents, 'documents.upload-expired.v1', cases.uploadExpired),
  on(documents, 'documents.erase-file.v1', cases.eraseFile),
];
