import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMailServer, type TestMailServer } from '../../../../test/support/mail-server.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { readEnvironment } from '../config/environment.js';
import { writeLetter } from './letter.js';
import { MailServerService } from './mail-server.service.js';
import { Mail } from './mail.entity.js';
import { MailService } from './mail.service.js';

let smtp: TestMailServer;
let server: TestServer;
let mail: MailService;
let database: DataSource;

beforeAll(async () => {
  smtp = await startMailServer();
  server = await startTestServer({
    variables: { ATTACHE_SMTP_URL: smtp.url, ATTACHE_MAIL_FROM: 'Bots <bots@example.com>' },
  });
  mail = server.app.get(MailService);
  database = server.app.get(DataSource);
});
afterAll(async () => {
  await server.close();
  await smtp.close();
});

const taken = (to: string) => smtp.mails.filter((one) => one.to.includes(to));
const arrived = (to: string) => expect.poll(() => taken(to).length, { timeout: 15_000 });

describe('a mail', () => {
  it('arrives with its texts, and is kept no longer', async () => {
    const text = writeLetter({
      paragraphs: ['Grüße, <b>Ada</b>'],
      action: { label: 'Open', url: 'https://x.example/#t' },
    });
    await mail.send({ to: 'ada@example.com', subject: 'Hello', ...text, unsubscribeUrl: 'https://x.example/p' });
    await arrived('ada@example.com').toBe(1);
    const [got] = taken('ada@example.com');
    expect(got?.headers.get('from')).toBe('Bots <bots@example.com>');
    expect(got?.headers.get('subject')).toBe('Hello');
    expect(got?.headers.get('list-unsubscribe')).toBe('<https://x.example/p>');
    expect(got?.body).toContain('Grüße, <b>Ada</b>\r\n\r\nOpen:\r\nhttps://x.example/#t');
    expect(got?.body).toContain('<p>Grüße, &lt;b&gt;Ada&lt;/b&gt;</p>');
    await expect.poll(() => database.manager.count(Mail), { timeout: 5_000 }).toBe(0);
  });

  it('adds no header and no recipient, whatever is in it', async () => {
    const subject = 'One\r\nBcc: eve@example.com\u2028two';
    await mail.send({ to: 'strict@example.com', subject, text: 'x\r\n.\r\nMAIL FROM:<eve@example.com>' });
    await arrived('strict@example.com').toBe(1);
    const [got] = taken('strict@example.com');
    expect(got?.to).toEqual(['strict@example.com']);
    expect(got?.headers.has('bcc')).toBe(false);
    expect(got?.headers.get('subject')).toBe('One Bcc: eve@example.com two');
    expect(taken('eve@example.com')).toEqual([]);
  });

  it.each([
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'Ada <a@example.com>',
    'group:a@example.com;',
    'a@b@example.com',
    '',
    `${'a'.repeat(250)}@example.com`,
  ])('is refused for %j, which is not one address', async (to) => {
    await expect(mail.send({ to, subject: 's', text: 't' })).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it('is sealed while it waits, and told to no log', async () => {
    await database.transaction(async (manager) => {
      await mail.send({ to: 'quiet@example.com', subject: 's', text: 'link-with-a-secret' }, manager);
      const rows = await manager.query('SELECT * FROM mails');
      const jobs = await manager.query(`SELECT * FROM jobs.job WHERE name = 'mails'`);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify([rows, jobs])).not.toMatch(/quiet@example|link-with-a-secret/);
    });
    await arrived('quiet@example.com').toBe(1);
    expect(server.logs()).not.toMatch(/quiet@example|link-with-a-secret/);
  });

  it('is not sent when the transaction that sends it does not commit', async () => {
    await database
      .transaction(async (manager) => {
        await mail.send({ to: 'never@example.com', subject: 's', text: 't' }, manager);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await mail.send({ to: 'after@example.com', subject: 's', text: 't' });
    await arrived('after@example.com').toBe(1);
    expect(taken('never@example.com')).toEqual([]);
  });

  it('that is refused for good is dropped; one that is refused for now is kept', async () => {
    smtp.refuse(550);
    await mail.send({ to: 'nobody@example.com', subject: 's', text: 't' });
    await expect.poll(() => server.logs().includes('refuses a mail for good'), { timeout: 10_000 }).toBe(true);
    await expect.poll(() => database.manager.count(Mail)).toBe(0);
    smtp.refuse(451);
    await mail.send({ to: 'later@example.com', subject: 's', text: 't' });
    await expect.poll(() => server.logs().includes('MailNotTakenError'), { timeout: 10_000 }).toBe(true);
    expect(await database.manager.count(Mail)).toBe(1);
    const waiting = `SELECT retry_limit FROM jobs.job WHERE name = 'mails' AND state = 'retry'`;
    await expect.poll(() => database.query(waiting), { timeout: 5_000 }).toEqual([{ retry_limit: 9 }]);
    expect(server.logs()).not.toMatch(/nobody@example|later@example/);
  });
});

describe('a mail server that is away', () => {
  it('gets what waits when it is back, and those who invite have the link meanwhile', async () => {
    const away = await startMailServer();
    const port = Number(new URL(away.url).port);
    await away.close();
    const variables = { ATTACHE_SMTP_URL: away.url, ATTACHE_MAIL_FROM: 'Bots <bots@example.com>' };
    const waiting = await startTestServer({ variables });
    const [{ id: workspaceId }] = await waiting.app.get(DataSource).query('SELECT id FROM workspaces');
    const name = 'Sales\r\nBcc: eve@example.com';
    await waiting.app.get(DataSource).query('UPDATE workspaces SET name = $2 WHERE id = $1', [workspaceId, name]);
    const body = { email: 'grace@example.com', grants: [{ role: 'viewer', divisionId: null }] };
    const invited = await waiting.call('POST', '/v1/invitations', { body });
    expect(invited).toMatchObject({ status: 201, body: { url: expect.stringContaining('/invitation#') } });
    const jobs = (sql: string) => waiting.app.get(DataSource).query(`${sql} WHERE name = 'mails'`);
    const retried = async () => (await jobs('SELECT state FROM jobs.job'))[0]?.state;
    await expect.poll(retried, { timeout: 15_000 }).toBe('retry');
    const back = await startMailServer({ port });
    await jobs('UPDATE jobs.job SET start_after = now()');
    await expect.poll(() => back.mails.length, { timeout: 15_000 }).toBe(1);
    expect(back.mails[0]?.to).toEqual(['grace@example.com']);
    expect(back.mails[0]?.headers.has('bcc')).toBe(false);
    expect(back.mails[0]?.body).toContain(invited.body.url);
    await waiting.close();
    await back.close();
  });
});

describe('a mail server', () => {
  let plain: TestMailServer;
  beforeEach(async () => {
    plain = await startMailServer();
  });
  afterEach(() => plain.close());

  const hand = async (variables: Readonly<Record<string, string>>) => {
    const environment = readEnvironment({ ATTACHE_MAIL_FROM: 'bots@example.com', ...variables });
    return new MailServerService(environment).hand('mal_1', { to: 'ada@example.com', subject: 's', text: 't' });
  };

  it('on another machine must speak TLS, unless the operator says otherwise', async () => {
    // A name of this machine that does not look like one.
    const url = plain.url.replace('127.0.0.1', '0.0.0.0');
    await expect(hand({ ATTACHE_SMTP_URL: url })).rejects.toMatchObject({ name: 'MailNotTakenError' });
    expect(plain.mails).toEqual([]);
    await hand({ ATTACHE_SMTP_URL: url, ATTACHE_SMTP_ALLOW_PLAIN: 'on' });
    expect(plain.mails).toHaveLength(1);
  });

  it('on this machine is spoken to over TLS where it offers that, whoever vouches for it', async () => {
    const secure = await startMailServer({ offersTls: true });
    await hand({ ATTACHE_SMTP_URL: secure.url });
    expect(secure.mails.map(({ isSecure }) => isSecure)).toEqual([true]);
    await hand({ ATTACHE_SMTP_URL: plain.url });
    expect(plain.mails.map(({ isSecure }) => isSecure)).toEqual([false]);
    await secure.close();
  });

  it('on another machine must have a certificate that somebody vouches for', async () => {
    const secure = await startMailServer({ offersTls: true });
    const url = secure.url.replace('127.0.0.1', '0.0.0.0');
    await expect(hand({ ATTACHE_SMTP_URL: url })).rejects.toMatchObject({
      ...{ name: 'MailNotTakenError', isPermanent: false },
    });
    expect(secure.mails).toEqual([]);
    await secure.close();
  });

  it('needs somebody whom mails are from', () => {
    expect(() => readEnvironment({ ATTACHE_SMTP_URL: 'smtp://mail.example.com' })).toThrow('ATTACHE_MAIL_FROM');
    expect(() => readEnvironment({ ATTACHE_MAIL_FROM: 'a@example.com\r\nBcc: b@example.com' })).toThrow('MAIL_FROM');
    expect(() => readEnvironment({ ATTACHE_SMTP_URL: 'http://mail.example.com' })).toThrow('ATTACHE_SMTP_URL');
  });

  it('that there is not sends nothing, and says so', async () => {
    const without = await startTestServer();
    const service = without.app.get(MailService);
    expect(service.isConfigured).toBe(false);
    await expect(service.send({ to: 'a@example.com', subject: 's', text: 't' })).rejects.toMatchObject({
      code: 'mail-not-configured',
    });
    await without.close();
  });
});
