import { Button, Divider, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay, IconTerminal2, IconWand } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { toProblem, type Violation } from '../../../api/problem.ts';
import type { JsonObject, JsonSchema } from '../../../schema-form/json-schema.ts';
import { SchemaForm } from '../../../schema-form/schema-form.tsx';
import { missingFields } from '../../../schema-form/values.ts';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { askFirst } from '../../../ui/confirm.tsx';
import type { Action, ActionPlace } from '../actions.queries.ts';
import { toCurl } from './curl.ts';
import { runPath, useRunOperation, type Operation } from './operations.queries.ts';
import { RunAs, type Person } from './run-as.tsx';
import { RunResult } from './run-result.tsx';

interface RunFormProps {
  readonly place: ActionPlace;
  readonly action: Action;
  readonly operation: Operation;
  readonly onAuthorize: () => void;
}

const none: readonly Violation[] = [];

/** What an operation gets, on whose behalf it runs, and what comes of it. */
export function RunForm({ place, action, operation, onAuthorize }: RunFormProps) {
  const schema = operation.input as JsonSchema;
  const [input, setInput] = useState<JsonObject | undefined>({});
  const [missing, setMissing] = useState(none);
  const [person, setPerson] = useState<Person>();
  const [isCurlShown, curl] = useDisclosure(false);
  const run = useRunOperation(place, operation.name);
  const refused = useMemo(() => refusalsOf(run.error), [run.error]);
  const needsPerson = action.authorizationMode === 'end-user';
  const body = { ...whoOf(action, person), input: input ?? {} };
  const start = () => {
    const lacking = missingFields(schema, input ?? {});
    setMissing(lacking);
    if (lacking.length > 0) return;
    if (operation.effect === 'read') run.mutate(body);
    else askToWrite(action, operation, () => run.mutate(body));
  };
  return (
    <Stack gap="md">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Stack gap="md">
          <SchemaForm
            schema={schema}
            value={input}
            onChange={setInput}
            errors={missing.length > 0 ? missing : refused}
          />
          <RunAs botId={place.botId} action={action} value={person} onChange={setPerson} />
          <Group gap="xs">
            <Button
              type="submit"
              leftSection={<IconPlayerPlay size={16} />}
              loading={run.isPending}
              disabled={input === undefined || (needsPerson && person === undefined)}
            >
              Run
            </Button>
            {operation.example !== null && (
              <Button
                variant="default"
                leftSection={<IconWand size={16} />}
                onClick={() => setInput(operation.example as JsonObject)}
              >
                Fill in an example
              </Button>
            )}
            <Button
              variant="subtle"
              leftSection={<IconTerminal2 size={16} />}
              aria-expanded={isCurlShown}
              onClick={curl.toggle}
            >
              As curl
            </Button>
          </Group>
          {isCurlShown && (
            <CodeBlock
              what="command"
              value={toCurl({ origin: window.location.origin, path: runPath(place, operation.name), body })}
            />
          )}
        </Stack>
      </form>
      {(run.isSuccess || run.isError) && <Divider />}
      <RunResult outcome={run.data} error={run.error} systemName={action.name} onAuthorize={onAuthorize} />
    </Stack>
  );
}

function askToWrite({ name, authorization }: Action, { title }: Operation, onConfirm: () => void) {
  askFirst({
    title: `Run “${title}”?`,
    body: `It changes something in ${name}${authorization === null ? '' : `, with the account of ${authorization.accountName}`}. It cannot be undone here.`,
    confirm: 'Run it',
    cancel: 'Not now',
    onConfirm,
  });
}

/** What the API refused about the input. */
function refusalsOf(error: Error | null): readonly Violation[] {
  if (error === null) return none;
  return toProblem(error).violations.map(({ pointer, detail }) => ({
    pointer: pointer.replace(/^\/input(?=\/)/, ''),
    detail,
  }));
}

/** For whom it runs; nobody where one authorization stands for everybody. */
function whoOf({ authorizationMode }: Action, person: Person | undefined): Person['who'] | undefined {
  return authorizationMode === 'end-user' ? person?.who : undefined;
}
