import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personName } from '../../../api/end-users.ts';
import { SearchSelect, type SearchOption } from '../../../picking/search-select.tsx';
import type { Action } from '../actions.queries.ts';
import { endUsersQuery, type EndUser } from './operations.queries.ts';

/** On whose behalf an operation runs. */
export interface Person {
  /** As the API names people. */
  readonly who: { readonly endUserId: string; readonly channel?: string };
  readonly option: SearchOption;
}

interface RunAsProps {
  readonly botId: string;
  readonly action: Action;
  readonly value: Person | undefined;
  readonly onChange: (person: Person | undefined) => void;
}

/** The account that is used: the shared one, or that of a person who talks to the bot. */
export function RunAs({ botId, action, value, onChange }: RunAsProps) {
  if (action.authorizationMode === 'end-user') return <PersonChoice {...{ botId, value, onChange }} />;
  return (
    <Text size="sm" c="dimmed">
      It runs with the shared authorization
      {action.authorization === null ? '' : ` of ${action.authorization.accountName}`}.
    </Text>
  );
}

const typed = 'typed:';

function PersonChoice({ botId, value, onChange }: Omit<RunAsProps, 'action'>) {
  const [asked, setAsked] = useState('');
  const people = useQuery({ ...endUsersQuery(botId, asked), placeholderData: keepPreviousData });
  const found = people.data ?? [];
  const choose = (key: string | null) => {
    const person = found.find(({ id }) => id === key);
    if (key === null) onChange(undefined);
    else if (person !== undefined) onChange({ who: asBody(person), option: asOption(person) });
    else
      onChange({ who: { endUserId: key.slice(typed.length) }, option: { value: key, label: key.slice(typed.length) } });
  };
  return (
    <SearchSelect
      label="Run as"
      description="One of the people who talk to the bot, or any id that your platform knows a person by."
      placeholder="Search people"
      required
      maw="28rem"
      clearable
      found={found.map(asOption)}
      chosen={value?.option}
      onAsk={setAsked}
      onChange={choose}
      others={(text) =>
        text === '' || found.some(({ externalId }) => externalId === text)
          ? []
          : [{ value: typed + text, label: `The id “${text}”` }]
      }
      nothingFound="Nobody has talked to the bot yet: type the id of a person."
    />
  );
}

const asBody = ({ externalId, channel }: EndUser) => ({ endUserId: externalId, channel });

const asOption = (person: EndUser): SearchOption => ({ value: person.id, label: nameOf(person) });

function nameOf({ displayName, externalId, channel }: EndUser): string {
  const where = channel === 'api' ? '' : `, ${channel}`;
  if (displayName !== null) return `${displayName} (${externalId}${where})`;
  return `${personName({ id: externalId, displayName })}${where}`;
}
