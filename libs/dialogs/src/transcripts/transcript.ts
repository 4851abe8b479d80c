import assert from 'node:assert/strict';
import { advance, type AdvanceResult } from '../engine/advance.js';
import type {
  AuthorizationFailure,
  DialogContext,
  DialogEffect,
  DialogEvent,
  DialogTask,
  EffectEvent,
  OutgoingMessage,
} from '../protocol.js';
import type { DialogState } from '../state.js';

/** The surroundings of the conversations in the specs. */
export const context: DialogContext = {
  botName: 'Botty',
  locale: 'en',
  endUser: { id: 'u1', displayName: 'Ada', channel: 'web' },
  now: '2026-11-22T12:00:00Z',
  systems: { salesforce: 'Salesforce', calendar: 'Calendar' },
};

/**
 * A conversation with the engine that is written down as people read it. Lines that begin with `user:`, `press:`, `host:`
 * (a message as JSON) or `server:` go in; the engine's answers come out as `bot:`, `form:`, `link:` and `effect:` lines, with ` | ` between
 * the lines of a text.
 */
export class Transcript {
  state: DialogState | undefined;
  /** The answer to the last line that went in. */
  last: AdvanceResult | undefined;

  constructor(
    public tasks: readonly DialogTask[],
    readonly surroundings: Partial<DialogContext> = {},
  ) {}

  /** Plays the lines of a script that go in, and writes down the conversation as it really goes. */
  play(script: string): string {
    const lines: string[] = [];
    for (const line of linesOf(script)) {
      const event = toEvent(line);
      if (event) lines.push(line, ...this.answer(event));
    }
    return lines.join('\n');
  }

  /** Fails unless the conversation goes exactly as the script has it. */
  follows(script: string): void {
    assert.equal(this.play(script), linesOf(script).join('\n'));
  }

  private answer(event: DialogEvent): readonly string[] {
    const input = deepFreeze({
      tasks: this.tasks,
      state: this.state,
      event,
      context: { ...context, ...this.surroundings },
    });
    const result = advance(input);
    if (JSON.stringify(advance(input)) !== JSON.stringify(result)) throw new Error('The same input gave two results.');
    this.state = JSON.parse(JSON.stringify(result.state)) as DialogState;
    this.last = result;
    return [...result.messages.flatMap(describeMessage), ...result.effects.map(describeEffect)];
  }
}

function linesOf(script: string): readonly string[] {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function toEvent(line: string): DialogEvent | undefined {
  const [, speaker, rest = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
  if (speaker === 'user') return { type: 'message', text: rest };
  if (speaker === 'press') {
    const [payload = '', text = ''] = rest.split(' = ');
    return { type: 'message', text, payload };
  }
  if (speaker === 'host') return { type: 'message', text: '', ...(JSON.parse(rest) as object) };
  return speaker === 'server' ? toServerEvent(rest) : undefined;
}

function toServerEvent(line: string): DialogEvent {
  if (line === 'conversation-started') return { type: line };
  const [, type = '', effectId = '', rest = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? [];
  const make = effectEvents[type as EffectEvent['type']];
  return { effectId, ...make(rest) } as EffectEvent;
}

const effectEvents: { readonly [Type in EffectEvent['type']]: (rest: string) => Omit<EffectEvent, 'effectId'> } = {
  'operation-succeeded': (rest) => ({ type: 'operation-succeeded', output: JSON.parse(rest) as object }),
  'operation-failed': (rest) => {
    const [, code = '', message = '', transient] = /^(\S+) ?(.*?)( \(transient\))?$/.exec(rest) ?? [];
    return { type: 'operation-failed', code, message, isTransient: transient !== undefined };
  },
  'authorization-required': (rest) => ({
    type: 'authorization-required',
    authorization: {
      requestId: `areq_${rest || 1}`,
      url: `https://bot.example/authorize/${rest || 'secret'}`,
      expiresAt: '2026-11-22T12:30:00Z',
      systemName: 'Salesforce',
      scopesInWords: ['read and change your data'],
    },
  }),
  'authorization-awaited': () => ({ type: 'authorization-awaited' }),
  'authorization-proof-requested': () => ({ type: 'authorization-proof-requested' }),
  'authorization-completed': (rest) => ({ type: 'authorization-completed', ...(rest && { accountName: rest }) }),
  'authorization-failed': (rest) => {
    const [, reason, message] = /^(\S+) ?(.*)$/.exec(rest) ?? [];
    return { type: 'authorization-failed', reason: reason as AuthorizationFailure, ...(message && { message }) };
  },
  'outcome-unknown': () => ({ type: 'outcome-unknown' }),
  timeout: () => ({ type: 'timeout' }),
};

function describeMessage(message: OutgoingMessage): readonly string[] {
  const text = `bot: ${message.text.replaceAll('\n', ' | ')}`;
  if (message.kind === 'form') {
    const fields = message.fields.map(({ name, error }) => (error ? `${name}!` : name));
    return [`form: ${message.text.replaceAll('\n', ' | ')} [${fields.join(', ')}]`];
  }
  if (message.kind === 'authorization-link') return [`link: ${message.title} <${message.card.link.url}>`];
  const card = message.kind === 'text' ? message.card : undefined;
  return card ? [text, `card: ${card.title}${card.link ? ` <${card.link.url}>` : ''}`] : [text];
}

function describeEffect(effect: DialogEffect): string {
  const { type, key, effectId } = effect;
  if (type === 'disconnect' || type === 'switch-account') return `effect: ${type} ${effectId} ${effect.connectorId}`;
  const own = key === effectId ? effectId : `${effectId} (${key})`;
  if (type === 'run-operation') return `effect: ${type} ${own} ${effect.operation} ${JSON.stringify(effect.input)}`;
  if (type === 'authorize') return `effect: ${type} ${own} ${effect.operation}`;
  return `effect: ${type} ${own}${type === 'verify-authorization-code' ? ` ${effect.code}` : ''}`;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
