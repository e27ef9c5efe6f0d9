import { createTransport } from 'nodemailer';

/** A letter to one address. */
export interface Message {
  /** What precedes the domain in its Message-ID: the same for as long as it is the same letter. */
  readonly id: string;
  /** RFC 3339. */
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What letters go out by. */
export interface Mail {
  /** Resolves once the mail system has taken it. @throws whatever it says instead; `failure.ts` reads it */
  send(message: Message): Promise<void>;
}

/** Milliseconds; together well below what the database lets a transaction idle. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 5_000, socketTimeout: 20_000 };

/**
 * One connection a letter and address, by TLS but to this machine, unless the URL says `?requireTLS=false`.
 * @param url `smtp://user:password@host:587`, `smtps://…`
 * @param from `Probity <probity@example.org>`; its domain is that of the Message-IDs
 */
export const smtpMail = (url: string, from: string): Mail => {
  const requireTLS = !['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  const transport = createTransport({
    url,
    ...patience,
    requireTLS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = domainOf(from);
  return {
    send: async ({ id, at, to, subject, text }) => {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        date: new Date(at),
        messageId: `<${id}@${domain}>`,
      });
    },
  };
};

const domainOf = (from: string): string => /@([^\s<>@]+?)>?\s*$/.exec(from)?.[1] ?? 'localhost';
