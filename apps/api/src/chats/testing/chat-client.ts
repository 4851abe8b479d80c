import { SignJWT } from 'jose';
import type { ApiAnswer, TestServer } from '../../../../../test/support/server.js';

/** Settings of a chat that everybody may use. */
export const openChat = {
  isEnabled: true,
  allowedOrigins: [] as readonly string[],
  title: 'Sales assistant',
  theme: { accentColor: '#2f55c8' },
  anonymousUsers: true,
  languages: ['en', 'de'],
};

/** A bot with a chat. */
export async function createChatBot(
  server: TestServer,
  name: string,
  settings: Partial<typeof openChat> = {},
): Promise<string> {
  const bot = await server.call('POST', '/v1/bots', { body: { name } });
  const botId = String(bot.body.id);
  const put = await server.call('PUT', `/v1/bots/${botId}/chat`, { body: { ...openChat, ...settings } });
  if (put.status !== 200) throw new Error(put.text);
  return botId;
}

/** What a browser sends from a page. */
export const from = (origin: string, site = 'cross-site') => ({ origin, 'sec-fetch-site': site });

/** Begins a chat; as a program unless headers say otherwise. */
export function beginChat(
  server: Pick<TestServer, 'call'>,
  botId: string,
  { body = {}, headers = {} }: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<ApiAnswer> {
  return server.call('POST', `/v1/chat/${botId}/sessions`, { key: null, body, headers });
}

/** A secret of the bot. */
export async function createSecret(server: TestServer, botId: string): Promise<string> {
  return String((await server.call('POST', `/v1/bots/${botId}/chat/secret`)).body.secret);
}

/** What a host signs, with what a spec spoils. */
export interface Signing {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly algorithm?: string;
}

/** Signs a user as a host page's server does. */
export function signUser(secret: string, botId: string, { claims = {}, algorithm = 'HS256' }: Signing = {}) {
  const exp = Math.floor(Date.now() / 1000) + 600;
  return new SignJWT({ sub: 'u-42', name: 'Grace Hopper', aud: botId, exp, ...claims })
    .setProtectedHeader({ alg: algorithm })
    .sign(new TextEncoder().encode(secret));
}
