import { Button, Group, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { showDone } from '../../../ui/notices.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { UnsavedGuard } from '../../../ui/unsaved-guard.tsx';
import { WebChatFields, type WebChatDraft } from './web-chat-fields.tsx';
import { useSaveWebChat, type WebChat } from './web-chat.queries.ts';

interface WebChatFormProps {
  readonly botId: string;
  readonly settings: WebChat;
  readonly isReadOnly: boolean;
}

/** What can be decided about the web chat. */
export function WebChatForm({ botId, settings, isReadOnly }: WebChatFormProps) {
  const saved = draftOf(settings);
  const [draft, setDraft] = useState(saved);
  const save = useSaveWebChat(botId);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const change = (changed: Partial<WebChatDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const problem = save.isError ? toProblem(save.error) : undefined;
  const faultOf = (field: string) =>
    problem?.violations.find(({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`))?.detail;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft, { onSuccess: () => showDone('The web chat is as you set it.') });
      }}
    >
      <UnsavedGuard isDirty={isDirty && !save.isPending} />
      <Stack gap="md">
        {problem && <ProblemAlert error={problem} shownFields={Object.keys(draft).map((field) => `/${field}`)} />}
        <Switch
          label="End users may talk to this bot in a browser"
          checked={draft.isEnabled}
          disabled={isReadOnly}
          onChange={(event) => change({ isEnabled: event.currentTarget.checked })}
        />
        {draft.isEnabled && <WebChatFields draft={draft} isReadOnly={isReadOnly} faultOf={faultOf} onChange={change} />}
        {!isReadOnly && (
          <Group justify="flex-end">
            <Button type="submit" disabled={!isDirty} loading={save.isPending}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function draftOf(settings: WebChat): WebChatDraft {
  const { isEnabled, allowedOrigins, title, greeting, theme, anonymousUsers, languages } = settings;
  return { isEnabled, allowedOrigins, title, greeting, theme, anonymousUsers, languages };
}
