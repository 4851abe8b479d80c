import { Select } from '@mantine/core';
import { useConnectors } from '../api/connectors.ts';

interface SystemSelectProps {
  readonly description: string;
  readonly value: string | undefined;
  readonly onChange: (connectorId: string | undefined) => void;
}

/** One of the systems of the catalogue. */
export function SystemSelect({ description, value, onChange }: SystemSelectProps) {
  const { data = [] } = useConnectors();
  return (
    <Select
      label="System"
      description={description}
      placeholder="Choose a system"
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(connectorId) => onChange(connectorId ?? undefined)}
      searchable
      maw="22rem"
    />
  );
}
