import { Button, Group, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMay } from '../../api/session.ts';
import type { AuthorizationsSearch } from '../../app/workspace-routes.ts';
import { BotSelect } from '../../picking/bot-select.tsx';
import { SearchField } from '../../ui/search-field.tsx';

const states = [
  { value: 'active', label: 'Active' },
  { value: 'needs-reauthorization', label: 'Must be authorized again' },
  { value: 'quarantined', label: 'Not confirmed yet' },
  { value: 'revoked', label: 'Revoked' },
] as const;

const subjects = [
  { value: 'shared', label: 'Shared' },
  { value: 'member', label: 'Members' },
  { value: 'end-user', label: 'End users' },
] as const;

interface AuthorizationFiltersProps {
  readonly filters: AuthorizationsSearch;
  readonly onChange: (changes: AuthorizationsSearch) => void;
}

/** Narrows the list; what is chosen stands in the address. */
export function AuthorizationFilters({ filters, onChange }: AuthorizationFiltersProps) {
  const maySeeBots = useMay('bots:view');
  const select = {
    clearable: true,
    flex: { base: '1 1 40%', sm: '0 1 12.5rem' },
    comboboxProps: { withinPortal: true },
  };
  return (
    <Group gap="sm" role="search" aria-label="Narrow the list">
      <SearchField
        label="Search for an account or a person"
        placeholder="Account or person"
        flex={{ base: '1 1 100%', sm: '1 1 12rem' }}
        value={filters.q}
        onSearch={(q) => onChange({ q })}
      />
      {maySeeBots && (
        <BotSelect
          flex={select.flex}
          value={filters.botId}
          onChange={(botId) => onChange({ botId, endUserId: undefined })}
        />
      )}
      <Select
        {...select}
        aria-label="State"
        placeholder="Every state"
        data={states}
        value={filters.state ?? null}
        onChange={(state) => onChange({ state: state ?? undefined })}
      />
      <Select
        {...select}
        aria-label="Whose"
        placeholder="Anybody's"
        data={subjects}
        value={filters.subject ?? null}
        onChange={(subject) => onChange({ subject: subject ?? undefined })}
      />
      {filters.endUserId !== undefined && (
        <Button
          variant="light"
          rightSection={<IconX size={14} />}
          aria-label="Show everybody again"
          onClick={() => onChange({ endUserId: undefined })}
        >
          One end user
        </Button>
      )}
    </Group>
  );
}
