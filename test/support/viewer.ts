import { DataSource } from 'typeorm';
import { call, type TestServer } from './server.js';
import { expectStatus } from './world.js';

/** A member who may see everything and change nothing, with the owner's password; answers the cookie of a session. */
export async function addViewer({ app, url, owner }: TestServer): Promise<string> {
  const database = app.get(DataSource);
  const email = 'vera@example.com';
  await database.query(
    `INSERT INTO members (id, workspace_id, name, email, password_hash)
     SELECT 'viewer', workspace_id, 'Vera Example', $2, password_hash FROM members WHERE email = $1`,
    [owner.email, email],
  );
  await database.query(
    `INSERT INTO grants (id, workspace_id, member_id, role, division_id)
     SELECT 'viewer', workspace_id, 'viewer', 'viewer', division_id FROM grants LIMIT 1`,
  );
  const body = { email, password: owner.password };
  const session = expectStatus(await call(url, 'POST', '/v1/session', { key: null, body }), 201);
  return session.headers.get('set-cookie')?.split(';')[0] ?? '';
}
