import { table } from '../../http/openapi/permissions-page.js';
import { eventGroups, eventTypes, type EventType } from './event-types.js';
import type { EventDescription } from './event-group.js';

interface DataMember {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly { readonly type: string }[];
  readonly description?: string;
}

/** The text of `docs/events.md`: what a webhook can be told of, and what the data of each event holds. */
export function eventsPage(): string {
  const groups = eventGroups.map(({ title, types, subject }) => {
    const ids = subject.map((name) => `\`${name}\``).join(' or ');
    const rows = Object.entries<EventDescription>(types).map(([type, description]) => section(type, description));
    return `## ${title}\n\nOrdered by ${ids}.\n\n${rows.join('\n')}`;
  });
  return `# Events

What [webhooks](webhooks.md) can be told of: ${eventTypes.length} types. The body of a message is
\`{"id": "evt_...", "type": "...", "timestamp": "...", "data": {...}}\`; \`data\` is described here, and by JSON Schema in \`webhooks\` of
[openapi.json](../openapi.json). It holds ids and words, never a secret. New members may be added. \`npm run openapi\` writes this page.

${groups.join('\n')}`;
}

/** The messages that webhooks receive, as OpenAPI 3.1 describes them. */
export function eventMessages(): Readonly<Record<EventType, object>> {
  const entries = eventGroups.flatMap(({ types }) => Object.entries<EventDescription>(types));
  return Object.fromEntries(
    entries.map(([type, description]) => [type, { post: message(type, description) }]),
  ) as Record<EventType, object>;
}

function message(type: string, { title, data }: EventDescription): object {
  const schema = {
    type: 'object',
    required: ['id', 'type', 'timestamp', 'data'],
    properties: {
      id: { type: 'string', description: 'Also in the header `webhook-id`: the same at each attempt.' },
      type: { type: 'string', const: type },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
      data: { ...data, additionalProperties: true },
    },
  };
  const text = { type: 'string' };
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: text,
  });
  return {
    operationId: `receive-${type}`.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary: title,
    security: [],
    parameters: [
      header('webhook-id', 'Id of the event.'),
      header('webhook-timestamp', 'When it was sent, in seconds since 1970.'),
      header('webhook-signature', 'Signatures by Standard Webhooks, separated by spaces; one that verifies is enough.'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      '2XX': { description: 'Taken.' },
      '410': { description: 'Wants no more messages: the webhook is disabled.' },
      default: { description: 'Not taken: it is sent again.' },
    },
  };
}

function section(type: string, { title, data }: EventDescription): string {
  const required: readonly string[] = data.required ?? [];
  const members = Object.entries(data.properties as Readonly<Record<string, DataMember>>);
  const rows = members.map(([name, member]) => {
    const presence = required.includes(name) ? '' : ', or left out';
    return [`\`${name}\``, `${typeOf(member)}${presence}`, member.description ?? ''];
  });
  return `### \`${type}\`\n\n${title}.\n\n${table(['member', 'type', 'meaning'], rows)}\n`;
}

function typeOf({ type, enum: words, anyOf }: DataMember): string {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(' or ');
  return type ?? anyOf?.map((one) => one.type).join(' or ') ?? 'any';
}
