import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personName } from '../../../api/end-users.ts';
import type { Action } from '../actions.queries.ts';
import { endUsersQuery, type EndUser } from './operations.queries.ts';

/** On whose behalf an operation runs, as the API names people. */
export interface Person {
  readonly endUserId: string;
  readonly channel?: string;
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
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 250);
  const people = useQuery({ ...endUsersQuery(botId, asked), placeholderData: keepPreviousData });
  const found = people.data ?? [];
  const choose = (key: string | null) => {
    const person = found.find(({ id }) => id === key);
    if (person !== undefined) onChange({ endUserId: person.externalId, channel: person.channel });
    else onChange(key === null ? undefined : { endUserId: key.slice(typed.length) });
  };
  return (
    <Select
      label="Run as"
      description="One of the people who talk to the bot, or any id that your platform knows a person by."
      placeholder="Search people"
      required
      maw="28rem"
      searchable
      clearable
      data={optionsOf(found, value, search.trim())}
      filter={({ options }) => options}
      value={value === undefined ? null : keyOf(found, value)}
      onChange={choose}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage="Nobody has talked to the bot yet: type the id of a person."
    />
  );
}

/** The people who were found, whoever is chosen, and what is typed as an id. */
function optionsOf(found: readonly EndUser[], value: Person | undefined, search: string) {
  const people = found.map((one) => ({ value: one.id, label: nameOf(one) }));
  const chosen = value && { value: keyOf(found, value), label: personName({ id: value.endUserId, displayName: null }) };
  const others = [...people, ...(chosen && !people.some((one) => one.value === chosen.value) ? [chosen] : [])];
  const isThere = found.some(({ externalId }) => externalId === search) || others.some(({ label }) => label === search);
  return search === '' || isThere ? others : [...others, { value: typed + search, label: `The id “${search}”` }];
}

function keyOf(found: readonly EndUser[], person: Person): string {
  return found.find((one) => isSame(one, person))?.id ?? typed + person.endUserId;
}

function isSame({ externalId, channel }: EndUser, person: Person): boolean {
  return externalId === person.endUserId && (person.channel === undefined || channel === person.channel);
}

function nameOf({ displayName, externalId, channel }: EndUser): string {
  const where = channel === 'api' ? '' : `, ${channel}`;
  if (displayName !== null) return `${displayName} (${externalId}${where})`;
  return `${personName({ id: externalId, displayName })}${where}`;
}
