import type { Provider } from 'oidc-provider';
import { everyonesPassword } from '../people.js';
import type { AuthorizationParts } from './authorization-server.js';
import { loadLibrary } from './library.js';

interface PasswordParameters {
  readonly username?: string;
  readonly password?: string;
}

/** Lets scripts log in with a user name and a password (RFC 6749, section 4.3), without a refresh token. */
export async function offerPasswordGrant(provider: Provider, parts: AuthorizationParts): Promise<void> {
  const { errors } = await loadLibrary();
  provider.registerGrantType<PasswordParameters>(
    'password',
    async (ctx) => {
      const { params, client } = ctx.oidc;
      const person = parts.people.find(({ username }) => username === params.username);
      if (!person || params.password !== everyonesPassword) throw new errors.InvalidGrant('wrong password');
      const scope = parts.dialect.appScopes.join(' ');
      const grant = new provider.Grant({ accountId: person.id, clientId: client.clientId });
      grant.addOIDCScope(scope);
      const token = new provider.AccessToken({
        accountId: person.id,
        client,
        grantId: await grant.save(),
        gty: 'password',
        scope,
      });
      ctx.oidc.entity('AccessToken', token);
      ctx.body = { access_token: await token.save(), token_type: 'Bearer', scope };
    },
    ['username', 'password'],
  );
}
