import { accountWords } from '../../api/accounts.ts';
import type { Connection } from '../../api/connections.ts';
import { useSystemName } from '../../api/connectors.ts';
import { Details } from '../../ui/details.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

/** The member's own account beside the one that everybody shares. */
export function OwnAccount({ connection: { authProfile, own, shared } }: { readonly connection: Connection }) {
  const systemName = useSystemName();
  const isAny = authProfile.connectorId === null && own !== null;
  return (
    <Details
      items={[
        { label: 'Yours', value: own === null ? 'Not connected' : accountWords(own) },
        { label: 'System', value: isAny && systemName(own.connectorId) },
        {
          label: 'Last used',
          value: own !== null && (own.lastUsedAt === null ? 'Not yet' : <RelativeTime time={own.lastUsedAt} />),
        },
        { label: 'Scopes', value: own !== null && own.scopes.join(' ') },
        { label: 'Shared', value: shared === null ? 'None is saved' : `${accountWords(shared)}, for everybody` },
      ]}
    />
  );
}
