import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personName } from '../../../../api/end-users.ts';
import { SearchSelect, type SearchOption } from '../../../../picking/search-select.tsx';
import { endUsersQuery, type EndUser } from '../operations.queries.ts';
import type { Person } from './runner.ts';

interface PersonChoiceProps {
  readonly botId: string;
  readonly value: Person | undefined;
  readonly onChange: (person: Person | undefined) => void;
}

const typed = 'typed:';

/** One of the people who talk to a bot, or any id that somebody types. */
export function PersonChoice({ botId, value, onChange }: PersonChoiceProps) {
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
