import Provider from 'oidc-provider';

// An OpenID provider as a process of its own: `node oidc-provider.mjs <port> <redirect-uri> <people as JSON>`.
// Whoever types a login of one of the people is that person, whatever the password.
const [port, redirectUri, people] = process.argv.slice(2);
const known = new Map(Object.entries(JSON.parse(people)));

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'attache',
      client_secret: 'secret-of-attache',
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [new URL('/sign-in/sso/signed-out', redirectUri).href],
      backchannel_logout_uri: new URL('/sign-in/sso/back-channel-logout', redirectUri).href,
      backchannel_logout_session_required: true,
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
  features: { devInteractions: { enabled: true }, backchannelLogout: { enabled: true } },
  // The server that it tells of sign-outs is on this machine, where it would otherwise send nothing.
  fetch: (url, { dispatcher: _guarded, ...options }) => fetch(url, options),
  pkce: { required: () => true },
  findAccount: (_context, id) => {
    const person = known.get(id);
    return person && { accountId: id, claims: () => ({ sub: id, ...person }) };
  },
});
// The control of a test: `PUT /people/<login>` changes what is told of a person.
provider.use(async (context, next) => {
  if (context.method !== 'PUT' || !context.path.startsWith('/people/')) return next();
  const chunks = await context.req.toArray();
  known.set(context.path.slice('/people/'.length), JSON.parse(Buffer.concat(chunks).toString()));
  context.status = 204;
});
provider.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
