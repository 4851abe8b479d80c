import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { toProblem, type ApiProblem } from '../api/problem.ts';
import { useLiveEvents, type LiveState } from '../api/use-live-events.ts';
import type { Message, Saying, Step } from './messages.ts';
import { consoleChannel, type Persona } from './personas.ts';
import { changeTalk, emptyTalk, type TalkState } from './talk-state.ts';

export interface Talk extends TalkState {
  readonly conversationId: string | undefined;
  readonly live: LiveState;
  /** Why the conversation could not begin. */
  readonly problem: ApiProblem | undefined;
  readonly say: (saying: Saying) => void;
  readonly restart: () => void;
}

interface TalkOptions {
  readonly botId: string;
  readonly persona: Persona;
  readonly locale: string;
  /** Service nodes that have sample responses take the first of them, and run nothing. */
  readonly usesSamples: boolean;
}

/** A conversation with the bot as it is being built: drafts count, and every step is told. */
export function useTalk({ botId, persona, locale, usesSamples }: TalkOptions): Talk {
  const [state, change] = useReducer(changeTalk, emptyTalk);
  const [begun, setBegun] = useState<{ readonly id: string; readonly settings: string }>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [attempt, setAttempt] = useState(0);
  const { id: personaId, displayName } = persona;
  const settings = JSON.stringify([botId, personaId, locale, usesSamples, attempt]);
  // Nothing is said any more in a conversation that another one takes the place of.
  const conversationId = begun?.settings === settings ? begun.id : undefined;

  useEffect(() => {
    let isCurrent = true;
    const endUser = { id: personaId, displayName, channel: consoleChannel };
    begin(botId, { endUser, locale, useSamples: usesSamples })
      .then((id) => {
        if (!isCurrent) return;
        change({ type: 'began' });
        setProblem(undefined);
        setBegun({ id, settings });
      })
      .catch((error: unknown) => isCurrent && setProblem(toProblem(error)));
    return () => {
      isCurrent = false;
    };
  }, [botId, personaId, displayName, locale, usesSamples, settings]);

  const live = useLiveEvents(
    conversationId && `/v1/conversations/${conversationId}/events`,
    useMemo(
      () => ({
        message: (data) => change({ type: 'message', message: data as Message }),
        step: (data) => change({ type: 'step', step: data as Step }),
        typing: (data) => change({ type: 'typing', isTyping: (data as { isTyping?: boolean }).isTyping !== false }),
      }),
      [],
    ),
    resumeAt,
  );

  const say = useCallback(
    (saying: Saying) => {
      if (conversationId === undefined) return;
      const key = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
      change({ type: 'said', saying: { ...saying, key } });
      post(conversationId, saying).catch((error: unknown) => change({ type: 'refused', key, error }));
    },
    [conversationId],
  );
  const restart = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, conversationId, live, problem, say, restart };
}

interface Beginning {
  readonly endUser: Persona & { readonly channel: string };
  readonly locale: string;
  readonly useSamples: boolean;
}

async function begin(botId: string, beginning: Beginning): Promise<string> {
  const body = { ...beginning, debug: true, useDrafts: true };
  const { id } = await bodyOf(api.POST('/v1/bots/{botId}/conversations', { params: { path: { botId } }, body }));
  return id;
}

/** The id of an event holds the numbers of the last message and of the last step. */
function resumeAt(lastEventId: string): string {
  const [message = '0', step = '0'] = lastEventId.split('.');
  return `after=${message}&afterStep=${step}`;
}

/** The answer comes by the stream. */
async function post(conversationId: string, saying: Saying): Promise<void> {
  const params = { path: { conversationId }, query: { wait: 0 } };
  await api.POST('/v1/conversations/{conversationId}/messages', { params, body: saying });
}
