import type { Account, ConnectorContext } from '#connectors';
import { Type } from 'typebox';

const Details = Type.Object({
  portalId: Type.Integer({ minimum: 1 }),
  accountType: Type.Optional(Type.String()),
  uiDomain: Type.Optional(Type.String()),
  timeZone: Type.Optional(Type.String()),
});

/** Where HubSpot's pages live: links that are shown to people go nowhere else. */
const uiDomainPattern = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.hubspot\.com$/;

/** Asks which account was authorized: GET /account-info/v3/details. Who authorized is in OAuth's token answer only. */
export async function whoami({ http, grant }: ConnectorContext): Promise<Account> {
  const { data } = await http.get('/account-info/v3/details', { answer: Details });
  const { portalId, accountType, uiDomain = '', timeZone } = data;
  const userId = grant.extras['user_id'];
  const isUserKnown = typeof userId === 'number' || typeof userId === 'string';
  return {
    id: isUserKnown ? `${portalId}:${userId}` : String(portalId),
    name: `HubSpot account ${portalId}`,
    organisation: `HubSpot account ${portalId}`,
    edition: accountType,
    details: {
      portalId,
      ...(uiDomainPattern.test(uiDomain) && { uiDomain }),
      ...(timeZone !== undefined && { timeZone }),
    },
  };
}
