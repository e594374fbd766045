import type { Feature } from '#features/contribution.js';

/** Letters to customers, decided by messages and sent until the mail server has them. */
export const feature = {
  id: 'email',
  group: 'product',
  title: 'Letters by email',
  summary:
    'Customers get letters about accounts and orders, over SMTP, tried again until they are gone.',
  modules: [{ singular: 'notification', plural: 'notifications' }],
  requires: [],
  conflicts: [],
  patterns: ['event-driven', 'microservices', 'modular-monolith'],
  defaultFor: [],
  contributes: [
    { kind: 'dependency', name: 'nodemailer' },
    { kind: 'dependency', name: 'smtp-server', dev: true },
    { kind: 'extension', name: 'mail-delivery', port: 'mail' },
    {
      kind: 'env',
      key: 'SMTP_URL',
      example: 'smtp://user:secret@mail.example.com:587',
      commented: true,
      doc: 'The mail server, with STARTTLS (smtp://) or TLS (smtps://); unset means letters become files in MAIL_FOLDER. Production requires it.',
      deployed: { extension: 'mail-delivery', secret: true, compose: 'smtp://mailpit:1025' },
    },
    {
      kind: 'env',
      key: 'SMTP_CA',
      example: '',
      commented: true,
      doc: 'Our own authority for the certificate of the mail server, in PEM; best given as SMTP_CA_FILE.',
    },
    {
      kind: 'env',
      key: 'MAIL_FROM',
      example: 'Shop <no-reply@example.com>',
      doc: 'Who letters come from; its domain is in their Message-ID.',
      deployed: {
        extension: 'mail-delivery',
        secret: false,
        compose: 'Shop <no-reply@example.com>',
      },
    },
    {
      kind: 'env',
      key: 'MAIL_FOLDER',
      example: '.data/mail',
      commented: true,
      doc: 'Where letters become files while no mail server is named.',
    },
    {
      kind: 'compose-service',
      name: 'mailpit',
      service: {
        image: 'axllent/mailpit:v1.29',
        restart: 'unless-stopped',
        ports: ['127.0.0.1:${MAILPIT_PORT:-8025}:8025'],
      },
    },
    { kind: 'egress', extension: 'mail-delivery', ports: [465, 587] },
    {
      kind: 'doc-section',
      title: 'Email',
      body: `The module \`notifications\` listens to what happens elsewhere (an account opened; orders confirmed or rejected, where there are orders), keeps each customer’s address and writes the letter (\`letters.ts\`: plain functions, text and HTML). A command to itself sends it: the decision to write and the command are one commit, so no letter is lost, and each is sent once as far as SMTP allows. After a crash between sending and saving it goes out again with the same Message-ID.

Without \`SMTP_URL\` letters are \`.data/mail/<id>.eml\`: open one with any mail program. In docker compose they are at http://localhost:8025.

| question | look at |
|---|---|
| Do letters leave? | \`mails_total{outcome="sent"}\` at \`/metrics\` |
| The mail server is away | letters stay queued and are tried ten times in about half a day: after 2 s, 6 s, 18 s …; nothing to do |
| Which letters were given up? | \`GET /notifications/failed\` as an administrator: the last answer of the mail server is there |
| The cause is mended | \`POST /notifications/<id>/send-again\` |`,
    },
  ],
} as const satisfies Feature;
