import type { Feature } from '#features/contribution.js';

/** DynamoDB as the store of the modules that ship one. */
export const feature = {
  id: 'dynamodb',
  group: 'data',
  title: 'DynamoDB stores',
  summary: 'Modules that ship a DynamoDB store use it instead of PostgreSQL.',
  requires: [],
  conflicts: [],
  patterns: ['serverless'],
  defaultFor: [],
  contributes: [
    { kind: 'dependency', name: '@aws-sdk/client-dynamodb' },
    { kind: 'dependency', name: '@aws-sdk/util-dynamodb' },
    {
      kind: 'env',
      key: 'DYNAMODB_TABLE_PREFIX',
      example: 'shop-dev-',
      commented: true,
      doc: 'Stands before the names of the DynamoDB tables of this environment.',
    },
    {
      kind: 'env',
      key: 'DYNAMODB_ENDPOINT',
      example: 'http://127.0.0.1:8000',
      commented: true,
      doc: 'DynamoDB Local; unset means AWS.',
    },
  ],
} as const satisfies Feature;
