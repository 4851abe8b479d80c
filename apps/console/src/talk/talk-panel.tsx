import { Alert, Box, Button, Group, Stack, Switch, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPlugOff } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useSession } from '../api/session.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Composer } from './composer.tsx';
import { personasOf } from './personas.ts';
import { SimulatorMenu } from './simulator-menu.tsx';
import { TalkHeader } from './talk-header.tsx';
import classes from './talk-panel.module.css';
import { activeNode } from './talk-state.ts';
import { Transcript } from './transcript.tsx';
import { useTalk } from './use-talk.ts';

interface TalkPanelProps {
  readonly botId: string;
  /** Told whenever the conversation comes to another node; nothing while no task runs. */
  readonly onActiveNode?: (node: { readonly taskId: string; readonly nodeId: string } | undefined) => void;
  /** Opens the node of a step. */
  readonly onOpenNode?: (node: { readonly taskId: string; readonly nodeId: string }) => void;
  readonly onClose?: () => void;
}

/** Talks to a bot as it is being built: what it says, and every step on the way to it. */
export function TalkPanel({ botId, onActiveNode, onOpenNode, onClose }: TalkPanelProps) {
  const personas = personasOf(useSession().id);
  const [personaId, setPersonaId] = useLocalStorage({ key: 'attache.talk.persona', defaultValue: personas[0]?.id });
  const [locale, setLocale] = useLocalStorage({ key: 'attache.talk.locale', defaultValue: 'en' });
  const [usesSamples, setUsesSamples] = useLocalStorage({ key: 'attache.talk.samples', defaultValue: false });
  const persona = personas.find(({ id }) => id === personaId) ?? personas[0] ?? { id: 'me', displayName: 'Me' };
  const talk = useTalk({ botId, persona, locale, usesSamples });
  const node = useMemo(() => activeNode({ steps: talk.steps }), [talk.steps]);
  const [taskId, nodeId] = [node?.taskId, node?.nodeId];
  useEffect(() => {
    onActiveNode?.(taskId !== undefined && nodeId !== undefined ? { taskId, nodeId } : undefined);
  }, [taskId, nodeId, onActiveNode]);
  return (
    <Stack gap={0} className={classes.panel} component="section" aria-label="Talk to the bot">
      <TalkHeader
        personas={personas}
        persona={persona}
        onPersona={setPersonaId}
        locale={locale}
        onLocale={setLocale}
        onRestart={talk.restart}
        onClose={onClose}
      />
      {talk.problem && (
        <Box p="md">
          <ProblemAlert error={talk.problem} onRetry={talk.restart} />
        </Box>
      )}
      {talk.live === 'retrying' && (
        <Alert color="orange" radius={0} py={6} icon={<IconPlugOff size={16} />} role="status">
          The connection is lost. Trying again; nothing gets lost.
        </Alert>
      )}
      <Transcript talk={talk} onOpenNode={onOpenNode} />
      <Group px="md" pb={4} justify="space-between">
        <SimulatorMenu botId={botId} />
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => talk.say({ text: 'What can you do?' })}>
          What can you do?
        </Button>
      </Group>
      <Box px="md" pb="xs">
        <Tooltip
          label="Service nodes that have a sample response take the first one: nothing is called, nobody signs in. Begins anew."
          multiline
          w={260}
        >
          <Switch
            size="xs"
            w="fit-content"
            label="Use sample responses"
            checked={usesSamples}
            onChange={(event) => setUsesSamples(event.currentTarget.checked)}
          />
        </Tooltip>
      </Box>
      <Composer isReady={talk.conversationId !== undefined} onSay={(text) => talk.say({ text })} />
    </Stack>
  );
}
