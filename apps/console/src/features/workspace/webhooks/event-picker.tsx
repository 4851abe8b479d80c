import { Button, Checkbox, Fieldset, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LoadingRows } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { eventTypesQuery, type EventType } from './webhooks.queries.ts';

interface EventPickerProps {
  readonly value: readonly EventType[];
  readonly onChange: (types: readonly EventType[]) => void;
}

/** Chooses what a webhook is told of, by what it is about. */
export function EventPicker({ value, onChange }: EventPickerProps) {
  const groups = useQuery(eventTypesQuery);
  if (groups.isPending) return <LoadingRows count={3} />;
  if (groups.isError) return <ProblemAlert error={groups.error} onRetry={() => void groups.refetch()} />;
  return (
    <Checkbox.Group value={[...value]} onChange={(next) => onChange(next as EventType[])}>
      <Stack gap="sm">
        {groups.data.map(({ title, types }) => (
          <Fieldset key={title} legend={title}>
            <Stack gap={8}>
              {types.map(({ type, title: words }) => (
                <Checkbox key={type} size="sm" value={type} label={words} description={type} />
              ))}
              <AllOfGroup title={title} types={types.map(({ type }) => type)} value={value} onChange={onChange} />
            </Stack>
          </Fieldset>
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

interface AllOfGroupProps extends EventPickerProps {
  readonly title: string;
  readonly types: readonly EventType[];
}

function AllOfGroup({ title, types, value, onChange }: AllOfGroupProps) {
  const isWhole = types.every((type) => value.includes(type));
  const others = value.filter((type) => !types.includes(type));
  const words = isWhole ? 'None of these' : 'All of these';
  return (
    <Group>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`${words}: ${title}`}
        onClick={() => onChange(isWhole ? others : [...others, ...types])}
      >
        {words}
      </Button>
    </Group>
  );
}

/** What types of events mean, in words; the type itself while that is not known. */
export function useEventWords(): (type: string) => string {
  const { data = [] } = useQuery(eventTypesQuery);
  const titles = new Map<string, string>(
    data.flatMap(({ types }) => types.map(({ type, title }) => [type, title] as const)),
  );
  return (type) => (type === 'webhook.test' ? 'A test' : (titles.get(type) ?? type));
}
