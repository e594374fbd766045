import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { Log } from '#platform/log.ts';
import type { Mail } from '#platform/mail.ts';
import { messageOf } from '#platform/mail.smtp.ts';

/** For development: a letter is a file that any mail program opens. */
export function folderMail(folder: string, from: string, log: Log): Mail {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    send: async (letter) => {
      const { message } = await composer.sendMail(messageOf(letter, from));
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${letter.id}.eml`);
      await writeFile(path, message);
      log.info({ path, subject: letter.subject }, 'a letter was written to a file');
    },
  };
}
