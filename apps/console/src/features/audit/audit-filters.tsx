import { Group, Select, Text, TextInput } from '@mantine/core';
import { SearchField } from '../../ui/search-field.tsx';
import type { AuditFilters as Filters } from './audit.queries.ts';

const outcomes = [
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'denied', label: 'Denied' },
  { value: 'failed', label: 'Failed' },
] as const;

const kinds = [
  { value: 'member', label: 'Members' },
  { value: 'api-key', label: 'API keys' },
  { value: 'end-user', label: 'End users' },
  { value: 'chat', label: 'Web chat' },
  { value: 'system', label: 'Attaché itself' },
  { value: 'anonymous', label: 'Somebody unknown' },
] as const;

interface AuditFiltersProps {
  readonly filters: Filters;
  readonly onChange: (changes: Filters) => void;
}

/** Narrows the trail; what is chosen stands in the address. */
export function AuditFilters({ filters, onChange }: AuditFiltersProps) {
  const field = { flex: { base: '1 1 40%', sm: '0 1 10.5rem' } };
  return (
    <Group gap="sm" role="search" aria-label="Narrow the trail">
      <SearchField
        label="Search for a name, an id or an address"
        placeholder="Name, id, address"
        flex={{ base: '1 1 100%', sm: '1 1 12rem' }}
        value={filters.q}
        onSearch={(q) => onChange({ q })}
      />
      <Select
        {...field}
        clearable
        aria-label="Who"
        placeholder="Everybody"
        data={kinds}
        value={filters.kind ?? null}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
      />
      <Select
        {...field}
        clearable
        aria-label="Outcome"
        placeholder="Every outcome"
        data={outcomes}
        value={filters.outcome ?? null}
        onChange={(outcome) => onChange({ outcome: outcome ?? undefined })}
      />
      <Day {...field} label="From" value={filters.from} onChange={(from) => onChange({ from })} />
      <Day {...field} label="Until" value={filters.to} onChange={(to) => onChange({ to })} />
    </Group>
  );
}

interface DayProps {
  readonly label: string;
  readonly flex: object;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function Day({ label, flex, value, onChange }: DayProps) {
  return (
    <TextInput
      flex={flex}
      type="date"
      aria-label={label}
      title={label}
      leftSection={
        <Text size="xs" aria-hidden>
          {label}
        </Text>
      }
      leftSectionWidth={46}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
