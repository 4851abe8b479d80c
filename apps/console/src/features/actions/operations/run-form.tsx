import { Divider, FileInput, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Violation } from '../../../api/problem.ts';
import type { JsonObject, JsonSchema } from '../../../schema-form/json-schema.ts';
import { SchemaForm } from '../../../schema-form/schema-form.tsx';
import { missingFields } from '../../../schema-form/values.ts';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { askFirst } from '../../../ui/confirm.tsx';
import type { Action, ActionPlace } from '../actions.queries.ts';
import { Received } from './content/received.tsx';
import { TransferProgress } from './content/transfer-progress.tsx';
import { toCurl } from './curl.ts';
import { runPath, type Operation } from './operations.queries.ts';
import { RunButtons } from './run-buttons.tsx';
import { RunResult } from './run-result.tsx';
import { RunAs } from './runner/run-as.tsx';
import { bodyOfRunner, isChosen, usualRunner, type Runner } from './runner/runner.ts';
import { useRuns } from './use-runs.ts';

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
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(none);
  const [runner, setRunner] = useState<Runner>(() => usualRunner(action));
  const [isCurlShown, curl] = useDisclosure(false);
  const runs = useRuns(place, operation.name);
  const body = { ...bodyOfRunner(runner), input: input ?? {} };
  const isReady = () => {
    const lacking = missingFields(schema, input ?? {});
    setMissing(lacking);
    return lacking.length === 0;
  };
  const start = () => {
    if (!isReady()) return;
    if (operation.effect === 'read') runs.start(body, file);
    else askToWrite({ action, operation, runner }, () => runs.start(body, file));
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
            errors={missing.length > 0 ? missing : runs.refused}
          />
          {operation.content === 'takes' && (
            <FileInput
              label="File"
              description="It flows through to the system, and is kept nowhere here."
              placeholder="Choose a file"
              leftSection={<IconFileUpload size={16} aria-hidden />}
              clearable
              clearButtonProps={{ 'aria-label': 'Send no file' }}
              maw="28rem"
              value={file}
              onChange={setFile}
            />
          )}
          <RunAs botId={place.botId} action={action} value={runner} onChange={setRunner} />
          <RunButtons
            operation={operation}
            isPending={runs.isPending}
            isDisabled={input === undefined || !isChosen(runner)}
            isCurlShown={isCurlShown}
            onExample={() => setInput(operation.example as JsonObject)}
            onCurl={curl.toggle}
            onGet={() => isReady() && runs.get(body)}
          />
          {isCurlShown && (
            <CodeBlock
              what="command"
              value={toCurl({ origin: window.location.origin, path: runPath(place, operation.name), body })}
            />
          )}
        </Stack>
      </form>
      <Outcome runs={runs} isSending={file !== null} systemName={action.name} onAuthorize={onAuthorize} />
    </Stack>
  );
}

interface OutcomeProps {
  readonly runs: ReturnType<typeof useRuns>;
  readonly isSending: boolean;
  readonly systemName: string;
  readonly onAuthorize: () => void;
}

function Outcome({ runs, isSending, systemName, onAuthorize }: OutcomeProps) {
  const { transfer, outcome, received, error } = runs;
  return (
    <>
      {transfer.isPending && (
        <TransferProgress
          progress={transfer.progress}
          what={isSending ? 'Sending' : 'Receiving'}
          onCancel={transfer.cancel}
        />
      )}
      {(outcome !== undefined || error !== null) && <Divider />}
      <RunResult outcome={outcome} error={error} systemName={systemName} onAuthorize={onAuthorize} />
      {received !== undefined && <Received file={received} />}
    </>
  );
}

interface Write {
  readonly action: Action;
  readonly operation: Operation;
  readonly runner: Runner;
}

function askToWrite({ action: { name, authorization }, operation, runner }: Write, onConfirm: () => void) {
  const whose =
    runner.kind === 'me'
      ? ', with your own account'
      : runner.kind === 'end-user' || authorization === null
        ? ''
        : `, with the account of ${authorization.accountName}`;
  askFirst({
    title: `Run “${operation.title}”?`,
    body: `It changes something in ${name}${whose}. It cannot be undone here.`,
    confirm: 'Run it',
    cancel: 'Not now',
    onConfirm,
  });
}
