import { Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accountWords } from '../../../../api/accounts.ts';
import { connectionsQuery } from '../../../../api/connections.ts';
import { TextLink } from '../../../../ui/links.tsx';
import type { Action } from '../../actions.queries.ts';
import { PersonChoice } from './person-choice.tsx';
import { runnersOf, type Runner, type RunnerKind } from './runner.ts';

interface RunAsProps {
  readonly botId: string;
  readonly action: Action;
  readonly value: Runner;
  readonly onChange: (runner: Runner) => void;
}

const labels: Readonly<Record<RunnerKind, string>> = {
  shared: 'The shared account',
  me: 'Me, with my own account',
  'end-user': 'A person who talks to the bot',
};

/** The account that is used: the shared one, the member's own, or that of a person who talks to the bot. */
export function RunAs({ botId, action, value, onChange }: RunAsProps) {
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Whose account is used"
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as RunnerKind })}
      >
        <Stack gap="xs" mt={6}>
          {runnersOf(action).map((kind) => (
            <Radio key={kind} value={kind} label={labels[kind]} description={<Meaning kind={kind} action={action} />} />
          ))}
        </Stack>
      </Radio.Group>
      {value.kind === 'end-user' && (
        <PersonChoice botId={botId} value={value.person} onChange={(person) => onChange({ ...value, person })} />
      )}
    </Stack>
  );
}

function Meaning({ kind, action }: { readonly kind: RunnerKind; readonly action: Action }) {
  if (kind === 'me') return <Mine action={action} />;
  if (kind === 'end-user') return 'With what they have authorized, as in the chat.';
  if (action.authorization === null) return 'None is authorized yet.';
  return `It runs with the shared authorization of ${action.authorization.accountName}.`;
}

/** Whether the member has connected an account, and where to. */
function Mine({ action }: { readonly action: Action }) {
  const { data } = useQuery(connectionsQuery);
  if (data === undefined) return '…';
  const connection = data.find(({ authProfile }) => authProfile.id === action.authProfileId);
  if (connection === undefined) return 'Nobody connects an account of their own with the auth profile of this action.';
  const { own } = connection;
  if (own?.state === 'active') return `${accountWords(own)}: only you can run something with it.`;
  return (
    <>
      {own ? 'It must be authorized again' : 'Not connected yet'}: go to{' '}
      <TextLink to="/connections" search={{ profile: connection.authProfile.id }} inherit>
        My connections
      </TextLink>
      .
    </>
  );
}
