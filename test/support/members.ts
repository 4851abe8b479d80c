import { call, type Api, type ApiAnswer, type TestServer } from './server.js';

/** A role in a division; null: in all. */
export interface GrantOfTest {
  readonly role: string;
  readonly divisionId: string | null;
}

/** A member who is signed in, and calls the API from the console. */
export interface MemberOfTest extends Api {
  readonly id: string;
  readonly email: string;
  /** `name=value` of the session. */
  readonly cookie: string;
}

let lastMember = 0;

/** The API as a console calls it with a cookie. */
export function withCookie(server: Pick<TestServer, 'url'>, cookie: string): Api {
  const origin = new URL(server.url).origin;
  return {
    call: (method, path, request) =>
      call(server.url, method, path, { key: null, ...request, headers: { cookie, origin, ...request?.headers } }),
  };
}

/** Invites somebody new; whoever invites is the owner's key unless told. */
export async function invite(
  server: TestServer,
  grants: readonly GrantOfTest[],
  by: Api = server,
): Promise<{ readonly email: string; readonly token: string; readonly answer: ApiAnswer }> {
  const email = `member-${(lastMember += 1)}@example.com`;
  const answer = await by.call('POST', '/v1/invitations', { body: { email, grants } });
  return { email, token: String(answer.body.url ?? '').split('#')[1] ?? '', answer };
}

/** Accepts an invitation. */
export function accept(server: TestServer, token: string, headers: Record<string, string> = {}): Promise<ApiAnswer> {
  const body = { token, name: 'Dora Example', password: 'correct horse battery' };
  return call(server.url, 'POST', '/v1/invitations/accept', { key: null, body, headers });
}

/** Somebody new with these roles, signed in. */
export async function createMember(server: TestServer, grants: readonly GrantOfTest[]): Promise<MemberOfTest> {
  const { email, token, answer } = await invite(server, grants);
  const joined = await accept(server, token);
  const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
  if (joined.status !== 201) throw new Error(`nobody has joined: ${answer.text} ${joined.text}`);
  return { ...withCookie(server, cookie), id: String(joined.body.memberId), email, cookie };
}

/** Makes a division. */
export async function createDivision(api: Api, name: string): Promise<string> {
  return String((await api.call('POST', '/v1/divisions', { body: { name } })).body.id);
}
