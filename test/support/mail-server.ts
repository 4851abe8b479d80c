import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** One mail that a test's mail server has taken. */
export interface TakenMail {
  readonly to: readonly string[];
  /** Header in lower case -> its value, on one line. */
  readonly headers: ReadonlyMap<string, string>;
  /** Everything behind the headers, with soft line breaks undone. */
  readonly body: string;
  readonly raw: string;
  /** Whether it came over TLS. */
  readonly isSecure: boolean;
}

/** What a test may decide of its mail server. */
export interface MailServerOptions {
  /** It offers STARTTLS, with a certificate that nobody vouches for. */
  readonly offersTls?: boolean;
  readonly port?: number;
}

/** A mail server on loopback. */
export interface TestMailServer {
  /** For `ATTACHE_SMTP_URL`. */
  readonly url: string;
  readonly mails: readonly TakenMail[];
  /** What it answers to the next recipients, before it takes mails again; such as 451 or 550. */
  refuse(...codes: readonly number[]): void;
  close(): Promise<void>;
}

/** Starts a mail server that takes mails, and keeps them; without TLS unless told. */
export async function startMailServer({
  offersTls = false,
  port: wanted = 0,
}: MailServerOptions = {}): Promise<TestMailServer> {
  const mails: TakenMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: offersTls ? [] : ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      const code = refusals.shift();
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ ...readMail(Buffer.concat(chunks).toString(), to), isSecure: session.secure });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(wanted, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (...codes) => void refusals.push(...codes),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function readMail(raw: string, to: readonly string[]): Omit<TakenMail, 'isSecure'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = rest
    .join('\r\n\r\n')
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());
  return { to, headers, body, raw };
}
