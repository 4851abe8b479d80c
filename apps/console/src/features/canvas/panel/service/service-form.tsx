import { Alert, Anchor, Badge, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { schemaOf, type Operation } from '../../canvas.queries.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { typeOf } from '../../graph/known/schema-fields.ts';
import { noOperation, type Reference, type ServiceNode } from '../../../../dialog-graph/graph.ts';
import { useOperations, type OperationSource } from '../../operations/operations-context.ts';
import { ReferenceSelect } from '../fields/reference-select.tsx';
import { useFieldProblem } from '../parts/field-problem.ts';
import { RunHere } from './run-here.tsx';
import { SampleList } from './sample-list.tsx';
import { shapeOf } from './shape-of.ts';
import { Section } from '../parts/section.tsx';

/** One operation in another system. */
export function ServiceForm({ node }: { readonly node: ServiceNode }) {
  const { changeNode } = useCommands();
  const { find } = useOperations();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const operation = find(node.operation);
  const wait = (value: number | string) => {
    if (typeof value !== 'number') return;
    changeNode(
      node.id,
      (at) => (at.type === 'service' ? { ...at, timeoutMs: Math.round(value * 1_000) } : at),
      '/timeoutMs',
    );
  };
  return (
    <>
      <OperationFields node={node} operation={operation} />
      {operation && <InputFields node={node} operation={operation} />}
      <Section title="Patience">
        <NumberInput
          label="Longest wait"
          suffix=" s"
          min={1}
          max={60}
          clampBehavior="strict"
          value={node.timeoutMs / 1_000}
          readOnly={isReadOnly}
          onChange={wait}
        />
      </Section>
      {operation && <RunHere operation={operation} node={node} />}
      <SampleList node={node} shape={shapeOf(schemaOf(operation?.output) ?? {})} />
    </>
  );
}

function OperationFields({
  node,
  operation,
}: {
  readonly node: ServiceNode;
  readonly operation: Operation | undefined;
}) {
  const { changeNode } = useCommands();
  const { sources, find } = useOperations();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const problem = useFieldProblem(node.id, '/operation');
  const isChosen = node.operation !== noOperation;
  const source = sources.find(({ operations }) => operations.some(({ id }) => id === node.operation));
  const data = useMemo(
    () =>
      sources.map(({ name, operations }) => ({
        group: name,
        items: operations.map(({ id, title }) => ({ value: id, label: title })),
      })),
    [sources],
  );
  const choose = (id: string | null) => {
    const chosen = find(id ?? '');
    if (!chosen) return;
    changeNode(node.id, (at) =>
      at.type === 'service' ? { ...at, operation: chosen.id, input: fitting(at.input, chosen) } : at,
    );
  };
  return (
    <Section title="Operation">
      <Select
        aria-label="Operation"
        data={data}
        value={isChosen ? node.operation : null}
        placeholder="Pick what is to be done"
        searchable
        limit={300}
        allowDeselect={false}
        nothingFoundMessage="No operation of that name"
        error={isChosen ? problem : undefined}
        readOnly={isReadOnly}
        data-pointer="/operation"
        onChange={choose}
      />
      {operation && (
        <Stack gap={4}>
          <Group gap={6}>
            {source && <Badge color="gray">{source.name}</Badge>}
            <Badge color={operation.effect === 'write' ? 'orange' : 'teal'}>
              {operation.effect === 'write' ? 'Changes data' : 'Reads data'}
            </Badge>
          </Group>
          <Text size="xs" c="dimmed">
            {operation.description}
          </Text>
        </Stack>
      )}
      {source && source.state !== 'configured' && <NotEnabled source={source} />}
    </Section>
  );
}

function InputFields({ node, operation }: { readonly node: ServiceNode; readonly operation: Operation }) {
  const { changeNode } = useCommands();
  const schema = schemaOf(operation.input);
  const required = schema?.required ?? [];
  const missing = useFieldProblem(node.id, '/input', false);
  const properties = Object.entries(schema?.properties ?? {}).sort(
    ([one], [other]) => Number(required.includes(other)) - Number(required.includes(one)),
  );
  const strange = Object.keys(node.input).filter((name) => schema?.properties?.[name] === undefined);
  const set = (name: string) => (reference: Reference | undefined) =>
    changeNode(
      node.id,
      (at) => {
        if (at.type !== 'service') return at;
        const { [name]: _old, ...others } = at.input;
        return { ...at, input: reference === undefined ? others : { ...at.input, [name]: reference } };
      },
      `/input/${name}`,
    );
  return (
    <Section
      title="Input"
      hint="Where each value comes from: an answer, a result, or something fixed. What is not known is left out."
    >
      {missing !== undefined && (
        <Text size="xs" c="red" role="alert">
          {missing}
        </Text>
      )}
      {properties.map(([name, property]) => (
        <ReferenceSelect
          key={name}
          nodeId={node.id}
          pointer={`/input/${name}`}
          label={property.title ?? name}
          description={[typeOf(property), property.description].filter(Boolean).join('. ')}
          isRequired={required.includes(name)}
          value={node.input[name]}
          schema={property}
          isClearable
          onChange={set(name)}
        />
      ))}
      {strange.map((name) => (
        <ReferenceSelect
          key={name}
          nodeId={node.id}
          pointer={`/input/${name}`}
          label={name}
          value={node.input[name]}
          isClearable
          onChange={set(name)}
        />
      ))}
      {properties.length === 0 && (
        <Text size="sm" c="dimmed">
          It needs no input.
        </Text>
      )}
    </Section>
  );
}

function NotEnabled({ source }: { readonly source: OperationSource }) {
  const { botId } = useParams({ strict: false });
  const words = {
    available: 'is not enabled on this bot yet',
    disabled: 'is disabled on this bot',
    error: 'needs attention',
    configured: '',
  }[source.state];
  return (
    <Alert color="orange" icon={<IconInfoCircle />} p="xs">
      <Text size="sm">
        {source.name} {words}.{' '}
        <Anchor component={Link} to={`/bots/${botId ?? ''}/actions/${source.connectorId}`} size="sm">
          Go to the action
        </Anchor>
      </Text>
    </Alert>
  );
}

/** What the new operation takes of the old one's input. */
function fitting(input: ServiceNode['input'], operation: Operation): ServiceNode['input'] {
  const names = Object.keys(schemaOf(operation.input)?.properties ?? {});
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));
}
