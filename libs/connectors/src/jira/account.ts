import {
  AccountNotUsableError,
  VendorAnswerInvalidError,
  type Account,
  type AccountChoice,
  type ConnectorContext,
} from '#connectors';
import { Type } from 'typebox';
import { restApi, siteParameter } from './rest-api.js';

const Myself = Type.Object({
  accountId: Type.String(),
  displayName: Type.Optional(Type.String()),
  emailAddress: Type.Optional(Type.String()),
  timeZone: Type.Optional(Type.String()),
  active: Type.Optional(Type.Boolean()),
});

const ServerInfo = Type.Object({ baseUrl: Type.String() });

/** Asks who authorized, and where the site's pages are: GET myself, GET serverInfo. */
export async function whoami(context: ConnectorContext): Promise<Account> {
  const { data: user } = await restApi(context).get('/myself', { answer: Myself });
  const { data: server } = await restApi(context).get('/serverInfo', { answer: ServerInfo });
  const site = URL.parse(server.baseUrl);
  if (site === null || !/^https?:$/.test(site.protocol)) {
    throw new VendorAnswerInvalidError('Jira did not say where the site is: ask its administrator for the base URL.');
  }
  return {
    id: user.accountId,
    name: user.displayName ?? user.accountId,
    email: user.emailAddress,
    organisation: site.host,
    details: {
      siteUrl: site.href.replace(/\/+$/, ''),
      ...(user.timeZone !== undefined && { timeZone: user.timeZone }),
      ...(user.active !== undefined && { isActive: user.active }),
    },
  };
}

/** Refuses users that were deactivated. */
export async function verify(_context: ConnectorContext, account: Account): Promise<void> {
  if (account.details['isActive'] !== false) return;
  throw new AccountNotUsableError(
    `The Jira user ${account.name} is deactivated: ask an administrator of the site to activate it, or sign in as another user.`,
  );
}

const Resources = Type.Array(
  Type.Object({
    id: Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' }),
    name: Type.String(),
    url: Type.String(),
    scopes: Type.Array(Type.String()),
  }),
);

/** The Jira sites that somebody allowed the app to see: GET accessible-resources, which tells sites of other products too. */
export const siteChoice: AccountChoice = {
  parameter: siteParameter,
  title: 'Site',
  description: 'The Jira site to work with.',
  async options({ http }) {
    const { data } = await http.get('/oauth/token/accessible-resources', { answer: Resources });
    const sites = data.filter(({ scopes }) => scopes.some((scope) => scope.endsWith(':jira-work')));
    const [first] = sites;
    if (first === undefined) {
      throw new AccountNotUsableError(
        'None of your Atlassian sites has Jira: sign in with an account that can use Jira, or choose another site when you allow access.',
      );
    }
    const byId = new Map(sites.map(({ id, name, url }) => [id, { value: id, title: `${name} (${hostOf(url)})` }]));
    return [...byId.values()];
  },
};

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
