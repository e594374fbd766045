/** A letter as it leaves: `text` and `html` say the same. */
export interface Letter {
  /** The same for every attempt, so that whoever gets it twice can tell: it becomes the Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Hands letters to whoever carries them. Throws MailRefused when trying again would not help, anything else when it may. */
export interface Mail {
  send(letter: Letter): Promise<void>;
}

/** The mail server will never take this letter: there is no such mailbox, or its content is not wanted. */
export class MailRefused extends Error {}

declare module '#platform/module.ts' {
  interface Ports {
    readonly mail: Mail;
  }
}
