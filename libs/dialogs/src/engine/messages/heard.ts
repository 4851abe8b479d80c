import type { Answer } from '../../entities/read-entity.js';
import type { DialogEntity, JsonValue } from '../../model.js';
import type { UserMessage } from '../../protocol.js';
import { redact } from '../../values/redaction.js';
import { cleanText } from '../../values/text.js';
import type { Turn } from '../turn.js';

/** What the end user sent, free of harmful characters. */
export interface Heard extends Answer {
  readonly intent?: UserMessage['intent'];
  readonly entities?: { readonly [name: string]: JsonValue };
}

/** The payload of a form that was filled in. */
const submitted = 'submit';

/** A message as the engine takes it in. */
export function toHeard({ text, payload, intent, entities, attachments }: UserMessage): Heard {
  return {
    text: cleanText(text),
    ...(payload !== undefined && { payload }),
    ...(intent && { intent }),
    ...(entities && { entities }),
    ...(attachments && { attachments }),
  };
}

/** Whether the message is a form that was filled in. */
export function isForm({ payload }: Heard): boolean {
  return payload === submitted;
}

/** Keeps the whole message out of what is stored, as far as the entity it is about is sensitive. */
export function hideAnswer(turn: Turn, { text }: Answer, { sensitive, name }: DialogEntity): void {
  if (sensitive) turn.hidden.push({ start: 0, end: text.length, text: redact(text.trim(), sensitive, name) });
}

/** Keeps a part of the message out of what is stored, as far as the entity it is about is sensitive. */
export function hidePart(
  turn: Turn,
  { text }: Answer,
  {
    entity: { sensitive, name },
    start,
    end,
  }: { readonly entity: DialogEntity; readonly start: number; readonly end: number },
): void {
  if (sensitive) turn.hidden.push({ start, end, text: redact(text.slice(start, end), sensitive, name) });
}

/** The message as it is stored. */
export function storedText({ hidden }: Turn, { text }: Answer): string {
  const whole = hidden.find(({ start, end }) => start === 0 && end >= text.length);
  if (whole) return whole.text;
  let stored = text;
  for (const part of hidden.toSorted((a, b) => b.start - a.start)) {
    stored = stored.slice(0, part.start) + part.text + stored.slice(part.end);
  }
  return stored;
}
