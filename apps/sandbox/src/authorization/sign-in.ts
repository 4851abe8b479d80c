import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { pageHeaders } from '../pages.js';
import type { Person } from '../system.js';
import { everyonesPassword } from '../people.js';
import type { AuthorizationParts } from './authorization-server.js';
import { offlineScope, scopeInside, scopesOutside } from './scope-names.js';
import { consentPage, loginPage, refusalPage } from './sign-in-pages.js';

type Form = Readonly<Record<string, string | undefined>>;
type Action = (sign: SignIn, form: Form) => Promise<void>;

/** One person's way through the pages, as one request sees it. */
interface SignIn {
  readonly interaction: Interaction;
  readonly provider: Provider;
  readonly parts: AuthorizationParts;
  readonly reply: FastifyReply;
}

/** Adds the login and consent pages; they work without JavaScript. */
export function signInRoutes(app: FastifyInstance, open: () => Promise<Provider>, parts: AuthorizationParts): void {
  const run = (action: Action) => async (request: FastifyRequest, reply: FastifyReply) => {
    const provider = await open();
    const interaction = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
    if (!interaction) return sendPage(reply, 400, expired(parts));
    await action({ interaction, provider, parts, reply }, (request.body ?? {}) as Form);
    return reply;
  };
  app.get('/sign-in/:uid', run(show));
  app.post('/sign-in/:uid/login', run(logIn));
  app.post('/sign-in/:uid/consent', run(decide));
  app.post('/sign-in/:uid/switch', run(switchPerson));
}

const expired = (parts: AuthorizationParts): string =>
  refusalPage(parts.systemName, 'expired', 'This log-in has expired, or was finished already.');

function sendPage(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).headers(pageHeaders).send(text);
}

async function show(sign: SignIn): Promise<void> {
  if (sign.interaction.prompt.name === 'login') showLogin(sign);
  else showConsent(sign);
}

const action = ({ interaction, parts }: SignIn, name: string): string =>
  `${parts.prefix}/sign-in/${interaction.uid}/${name}`;

function showLogin(sign: SignIn, tried?: Form): void {
  const { people, systemName } = sign.parts;
  const hint = tried?.['username'] ?? sign.interaction.params['login_hint'];
  const text = loginPage({
    system: systemName,
    action: action(sign, 'login'),
    people,
    selected: typeof hint === 'string' ? hint : undefined,
    password: everyonesPassword,
    problem: tried ? 'That is not the password. Please try again.' : undefined,
  });
  sendPage(sign.reply, tried ? 400 : 200, text);
}

function showConsent(sign: SignIn): void {
  const { interaction, parts } = sign;
  const person = currentPerson(sign);
  if (!person) return void sendPage(sign.reply, 400, expired(parts));
  const text = consentPage({
    system: parts.systemName,
    app: parts.apps.find(String(interaction.params['client_id']))?.name ?? 'The app',
    person,
    scopes: scopesOutside(askedScopes(sign).join(' ')).map(
      (scope) => [scope, parts.dialect.scopes[scope] ?? scope] as const,
    ),
    returnsTo: new URL(String(interaction.params['redirect_uri'])).origin,
    action: action(sign, 'consent'),
    switchAction: action(sign, 'switch'),
  });
  sendPage(sign.reply, 200, text);
}

function currentPerson({ interaction, parts }: SignIn): Person | undefined {
  return parts.people.find(({ id }) => id === interaction.session?.accountId);
}

/** By the names that the library has for them. */
function askedScopes({ interaction, parts }: SignIn): readonly string[] {
  const asked = String(interaction.params['scope'] ?? '').split(' ');
  const known = new Set([...Object.keys(parts.dialect.scopes).map(scopeInside), offlineScope]);
  return asked.filter((scope) => known.has(scope));
}

async function logIn(sign: SignIn, form: Form): Promise<void> {
  const person = sign.parts.people.find(({ username }) => username === form['username']);
  if (!person || form['password'] !== everyonesPassword) return showLogin(sign, form);
  if (sign.interaction.session && sign.interaction.session.accountId !== person.id) await forgetSession(sign);
  await goOn(sign, { login: { accountId: person.id } });
}

async function decide(sign: SignIn, form: Form): Promise<void> {
  const person = currentPerson(sign);
  if (!person) return void sendPage(sign.reply, 400, expired(sign.parts));
  if (sign.parts.faults.take('deny', tripOf(sign)) || form['decision'] !== 'allow') {
    return goOn(sign, { error: 'access_denied', error_description: 'the person denied access' });
  }
  const grant = new sign.provider.Grant({
    accountId: person.id,
    clientId: String(sign.interaction.params['client_id']),
  });
  const asked = askedScopes(sign);
  const fault = sign.parts.faults.take('missing-scope', tripOf(sign));
  const withheld = fault ? (fault.scopes?.map(scopeInside) ?? asked.slice(0, 1)) : [];
  grant.addOIDCScope([...asked]);
  if (withheld.length > 0) grant.rejectOIDCScope([...withheld]);
  await goOn(sign, { consent: { grantId: await grant.save() } });
}

function tripOf({ interaction }: SignIn): string | undefined {
  const { state } = interaction.params;
  return typeof state === 'string' ? state : undefined;
}

async function switchPerson(sign: SignIn): Promise<void> {
  await forgetSession(sign);
  const { parts, interaction, reply } = sign;
  const asked = Object.entries(interaction.params).filter(([, value]) => typeof value === 'string');
  const query = new URLSearchParams(asked as [string, string][]);
  reply.redirect(`${parts.prefix}${parts.dialect.paths.authorization}?${query}`, 303);
}

/** The interaction no longer belongs to the session that ended, so that it can go on under another. */
async function forgetSession({ provider, interaction }: SignIn): Promise<void> {
  const session = interaction.session && (await provider.Session.findByUid(interaction.session.uid));
  await session?.destroy();
  interaction.session = undefined;
}

async function goOn({ interaction, reply }: SignIn, result: InteractionResults): Promise<void> {
  interaction.result = 'error' in result ? result : { ...interaction.lastSubmission, ...result };
  await interaction.persist();
  reply.redirect(interaction.returnTo, 303);
}
