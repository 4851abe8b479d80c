import { Group, Select } from '@mantine/core';
import { useConnectors } from '../../api/connectors.ts';
import type { ActivitySearch } from '../../app/router.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { labelOfState } from '../../ui/state-badge.tsx';
import { requestStatuses, runStatuses } from './activity.queries.ts';

const sources = [
  { value: 'dialog', label: 'Dialogs' },
  { value: 'api', label: 'API and console' },
];
const times = [
  { value: 'hour', label: 'Last hour' },
  { value: 'day', label: 'Last 24 hours' },
  { value: 'week', label: 'Last 7 days' },
];

interface ActivityFiltersProps {
  readonly filters: ActivitySearch;
  readonly onChange: (changes: Partial<ActivitySearch>) => void;
}

/** Narrows what is shown; what is chosen stands in the address. */
export function ActivityFilters({ filters, onChange }: ActivityFiltersProps) {
  const { data: connectors = [] } = useConnectors();
  const isOfRuns = filters.show !== 'requests';
  const statuses = isOfRuns ? runStatuses : requestStatuses;
  const select = { clearable: true, flex: { base: '1 1 40%', sm: '0 1 10.5rem' } };
  return (
    <Group gap="sm" role="search" aria-label="Narrow the list">
      <SearchField
        label="Id of an end user"
        placeholder="End user"
        flex={{ base: '1 1 100%', sm: '1 1 9rem' }}
        value={filters.endUserId}
        onSearch={(endUserId) => onChange({ endUserId })}
      />
      <Select
        {...select}
        aria-label="Status"
        placeholder="Every status"
        data={statuses.map((value) => ({ value, label: labelOfState(value) }))}
        value={statuses.find((one) => one === filters.status) ?? null}
        onChange={(status) => onChange({ status: status ?? undefined })}
      />
      <Select
        {...select}
        aria-label="Action"
        placeholder="Every action"
        searchable
        nothingFoundMessage="No action has this name"
        data={connectors.map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.connectorId ?? null}
        onChange={(connectorId) => onChange({ connectorId: connectorId ?? undefined })}
      />
      {isOfRuns && (
        <>
          <Select
            {...select}
            aria-label="Source"
            placeholder="Every source"
            data={sources}
            value={filters.source ?? null}
            onChange={(source) => onChange({ source: source === 'api' || source === 'dialog' ? source : undefined })}
          />
          <Select
            {...select}
            aria-label="Time"
            placeholder="Any time"
            data={times}
            value={filters.since ?? null}
            onChange={(since) => onChange({ since: since ?? undefined })}
          />
        </>
      )}
    </Group>
  );
}
