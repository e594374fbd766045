import type { Feature } from '#features/contribution.js';

/** Files of customers in a bucket, uploaded and downloaded by URL. */
export const feature = {
  id: 'storage-s3',
  group: 'data',
  title: 'Files in S3',
  summary:
    'Customers upload and download documents by URL, straight to S3 or a store that speaks its protocol.',
  modules: [{ singular: 'document', plural: 'documents' }],
  requires: [],
  conflicts: [],
  patterns: ['event-driven', 'microservices', 'modular-monolith'],
  defaultFor: [],
  contributes: [
    { kind: 'dependency', name: '@aws-sdk/client-s3' },
    { kind: 'dependency', name: '@aws-sdk/s3-request-presigner' },
    { kind: 'extension', name: 'file-storage', port: 'files' },
    {
      kind: 'env',
      key: 'S3_BUCKET',
      example: 'shop-documents',
      commented: true,
      doc: 'The bucket for files; unset means the folder FILES_FOLDER. Production requires it.',
      deployed: { extension: 'file-storage', secret: false, compose: 'documents' },
    },
    {
      kind: 'env',
      key: 'S3_ENDPOINT',
      example: '',
      commented: true,
      doc: 'A store that speaks the protocol of S3; unset means AWS, in the region of AWS_REGION.',
      deployed: { extension: 'file-storage', secret: false, compose: 'http://s3:8333' },
    },
    {
      kind: 'env',
      key: 'S3_PUBLIC_ENDPOINT',
      example: '',
      commented: true,
      doc: 'How clients reach that store, when it is not at S3_ENDPOINT for them.',
      deployed: {
        extension: 'file-storage',
        secret: false,
        compose: 'http://localhost:${S3_PORT:-8333}',
      },
    },
    {
      kind: 'env',
      key: 'S3_ACCESS_KEY_ID',
      example: '',
      commented: true,
      doc: 'Only for stores without roles; empty means the role of the task or the pod.',
      deployed: { extension: 'file-storage', secret: true, optional: true, compose: 'documents' },
    },
    {
      kind: 'env',
      key: 'S3_SECRET_ACCESS_KEY',
      example: '',
      commented: true,
      doc: 'Goes with S3_ACCESS_KEY_ID.',
      deployed: {
        extension: 'file-storage',
        secret: true,
        optional: true,
        compose: '${FILE_STORE_PASSWORD:?add it to .env}',
      },
    },
    {
      kind: 'env',
      key: 'FILE_STORE_PASSWORD',
      example: '',
      secret: 'hex32',
      doc: 'The login of the apps at the file store of docker compose.',
    },
    {
      kind: 'env',
      key: 'FILES_FOLDER',
      example: '.data/files',
      commented: true,
      doc: 'Where files are kept while no bucket is named.',
    },
    {
      kind: 'env',
      key: 'FILES_PORT',
      example: '3900',
      commented: true,
      doc: 'Where this machine answers the URLs of files in that folder; unset means any free port.',
    },
    {
      kind: 'compose-service',
      name: 's3',
      service: {
        image: 'chrislusf/seaweedfs:4.48',
        restart: 'unless-stopped',
        command: ['mini', '-dir=/data', '-bucket=documents'],
        environment: {
          AWS_ACCESS_KEY_ID: 'documents',
          AWS_SECRET_ACCESS_KEY: '${FILE_STORE_PASSWORD:?add it to .env}',
        },
        // Clients upload and download here.
        ports: ['127.0.0.1:${S3_PORT:-8333}:8333'],
        volumes: ['s3:/data'],
      },
      volumes: { s3: {} },
    },
    { kind: 'egress', extension: 'file-storage', ports: [443] },
    {
      kind: 'doc-section',
      title: 'Files',
      body: `The module \`documents\` keeps what a file is called, who owns it and whether it is there; the bytes go straight between the client and the store:

1. \`POST /documents\` with name, type and size answers with a URL that takes exactly that type and size for ten minutes.
2. The client sends the file there, then \`POST /documents/<id>/confirm\`. What is not confirmed within an hour is removed.
3. \`GET /documents/<id>/download\` answers with a URL for ten minutes. Files are saved, never shown as pages; the types a browser would run are not accepted (\`domain.ts\` has the list and the largest size).

Without \`S3_BUCKET\` files are in \`.data/files\`, and a small server on this machine answers the same kind of URLs. On AWS the bucket is private and encrypted (Terraform makes it where it was chosen; without, it is yours to make); the role of the app needs \`s3:GetObject\`, \`s3:PutObject\` and \`s3:DeleteObject\` on \`documents/*\` and no key. Browsers need a CORS rule of the bucket for \`PUT\` from your origin. In Kubernetes the network policy lets the app reach port 443 outside of private networks: S3 is there, behind a gateway endpoint too. A store of your own in a private network needs its address and port in the \`egress\` of its policy. \`S3_BUCKET=… npm test\` (with \`S3_ENDPOINT\` and keys where it is not AWS) tries the adapter on a real store too.

| question | look at |
|---|---|
| Is the store away? | \`files_requests_total{outcome="failed"}\` rises; documents can be listed, not moved |
| A file was not erased | it is a dead message of \`documents\`: hand it back as the runbook says |`,
    },
  ],
} as const satisfies Feature;
