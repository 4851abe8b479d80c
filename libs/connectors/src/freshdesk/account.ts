import { AccountNotUsableError, RecordNotFoundError, type Account, type ConnectorContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { freshdeskApi } from './operations/tickets-api.js';

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const Agent = Type.Object({
  id: Type.Integer(),
  contact: Type.Object({ name: Text, email: Text, active: Type.Optional(Type.Boolean()) }),
});

/** Asks whose API key it is: the agent's own record. */
export async function whoami(context: ConnectorContext): Promise<Account> {
  const { id, contact } = await agent(context);
  const { subdomain } = context.grant.parameters;
  return {
    id: String(id),
    name: contact.name ?? contact.email ?? String(id),
    email: contact.email ?? undefined,
    organisation: subdomain,
    details: { ...(subdomain !== undefined && { subdomain }), isActive: contact.active !== false },
  };
}

/** Refuses agents whom Freshdesk has not verified: that is what its `active` means. */
export function verify({ name, details }: Account): void {
  if (details['isActive'] !== false) return;
  throw new AccountNotUsableError(
    `${name} is not a verified agent of Freshdesk: follow the link in Freshdesk's invitation, or use the key of another agent.`,
  );
}

async function agent({ http, grant }: ConnectorContext): Promise<Static<typeof Agent>> {
  try {
    return (await http.get(`${freshdeskApi}/agents/me`, { answer: Agent })).data;
  } catch (error) {
    if (!(error instanceof RecordNotFoundError)) throw error;
    throw new AccountNotUsableError(
      `There is no Freshdesk at "${grant.parameters['subdomain'] ?? ''}": check the subdomain in its address.`,
      { cause: error, status: error.status },
    );
  }
}
