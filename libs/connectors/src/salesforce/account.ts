import {
  AccountNotUsableError,
  VendorAnswerInvalidError,
  VendorForbiddenError,
  VendorUnauthorizedError,
  type Account,
  type ConnectorContext,
} from '#connectors';
import { Type, type Static } from 'typebox';
import { dataPath } from './operations/rest-api.js';
import { bindSoql } from './operations/soql.js';

const UserInfo = Type.Object({
  user_id: Type.String(),
  organization_id: Type.String(),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  preferred_username: Type.Optional(Type.String()),
});

const Organisations = Type.Object({
  records: Type.Array(
    Type.Object({
      Name: Type.String(),
      OrganizationType: Type.Union([Type.String(), Type.Null()]),
      IsSandbox: Type.Boolean(),
      TrialExpirationDate: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});

/** Asks who authorized, and at which organisation: the user info endpoint, then the one Organization record. */
export async function whoami(context: ConnectorContext): Promise<Account> {
  const user = await userInfo(context);
  const q = bindSoql('SELECT Name, OrganizationType, IsSandbox, TrialExpirationDate FROM Organization LIMIT 1');
  const { data } = await context.http.get(`${dataPath}/query`, { query: { q }, answer: Organisations });
  const [organisation] = data.records;
  if (organisation === undefined) {
    throw new VendorAnswerInvalidError(
      'Salesforce did not name the organisation: ask its administrator to show it to apps.',
    );
  }
  return {
    id: user.user_id,
    name: user.name ?? user.preferred_username ?? user.user_id,
    email: user.email,
    organisation: organisation.Name,
    edition: organisation.OrganizationType ?? undefined,
    details: {
      organizationId: user.organization_id,
      isSandbox: organisation.IsSandbox,
      ...(user.preferred_username !== undefined && { username: user.preferred_username }),
      ...(organisation.TrialExpirationDate !== null && { trialEndsAt: organisation.TrialExpirationDate }),
    },
  };
}

/**
 * Refuses trial organisations, which Salesforce shuts down with everything in them. Sandboxes, scratch organisations and
 * Developer Edition carry an end date too and are fine.
 */
export function verify({ organisation = 'The organisation', edition = '', details }: Account): void {
  const { isSandbox, trialEndsAt } = details;
  if (trialEndsAt === undefined || isSandbox === true || edition === 'Developer Edition') return;
  const end = new Date(String(trialEndsAt));
  const until = Number.isNaN(end.getTime())
    ? ''
    : ` that ends on ${end.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })}`;
  throw new AccountNotUsableError(
    `${organisation} is a Salesforce trial${until}, and trials cannot be connected. ` +
      'Sign in with an organisation of Developer, Enterprise, Performance or Unlimited Edition instead.',
  );
}

/** The user info endpoint refuses a bad token with 403, unlike the rest of the API. */
async function userInfo({ http }: ConnectorContext): Promise<Static<typeof UserInfo>> {
  try {
    return (await http.get('/services/oauth2/userinfo', { answer: UserInfo })).data;
  } catch (error) {
    if (!(error instanceof VendorForbiddenError)) throw error;
    throw new VendorUnauthorizedError('Salesforce refused the access token.', { cause: error, status: error.status });
  }
}
