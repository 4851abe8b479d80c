import { AccountNotUsableError, ConnectorError, type Account, type ConnectorContext } from '#connectors';
import { Type } from 'typebox';
import { readTimeZone } from './operations/mailbox.js';

const Me = Type.Object({
  id: Type.String(),
  displayName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  mail: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  userPrincipalName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

/** Asks who authorized, and which time zone the mailbox has: GET me, GET me/mailboxSettings. */
export async function whoami(context: ConnectorContext): Promise<Account> {
  const { data: me } = await context.http.get('/v1.0/me', {
    query: { $select: 'id,displayName,mail,userPrincipalName' },
    answer: Me,
  });
  const email = me.mail ?? me.userPrincipalName ?? undefined;
  const timeZone = await readTimeZone(context).catch((error: unknown) => {
    if (error instanceof ConnectorError && error.code === 'account-not-usable') return undefined;
    throw error;
  });
  return {
    id: me.id,
    name: me.displayName ?? email ?? me.id,
    email,
    organisation: email?.split('@')[1],
    details: { hasMailbox: timeZone !== undefined, ...(timeZone !== undefined && { timeZone }) },
  };
}

/** Refuses accounts without a mailbox: they have neither calendar nor tasks. */
export async function verify(_context: ConnectorContext, { name, details }: Account): Promise<void> {
  if (details['hasMailbox'] !== false) return;
  throw new AccountNotUsableError(
    `${name} has no mailbox at Microsoft 365, and so neither calendar nor tasks: ask an administrator for a licence, or sign in with another account.`,
  );
}
