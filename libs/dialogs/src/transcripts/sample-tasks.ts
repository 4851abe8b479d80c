import type { DialogNode, EntityNode } from '../model.js';
import type { DialogTask } from '../protocol.js';

/** An entity node that asks once more after an invalid answer, unless told otherwise. */
export function entityNode(
  name: string,
  to: string,
  entity: Partial<EntityNode['entity']> = {},
  node: Partial<EntityNode> = {},
): EntityNode {
  return {
    id: `ask-${name}`,
    type: 'entity',
    title: name,
    entity: { name, kind: 'text', requirement: 'mandatory', ...entity },
    prompts: [`What is the ${name}?`],
    errorPrompts: [],
    retries: 2,
    onExhausted: 'end',
    transitions: [{ to }],
    ...node,
  };
}

/** A task that begins with an intent node which leads to the first of some nodes. */
export function task(
  id: string,
  name: string,
  utterances: readonly string[],
  nodes: readonly DialogNode[],
): DialogTask {
  const intent = {
    id: 'start',
    type: 'intent',
    title: name,
    utterances,
    transitions: [{ to: nodes[0]?.id ?? 'end' }],
  } as const;
  return { id, name, version: 1, graph: { schemaVersion: 1, nodes: [intent, ...nodes] } };
}

/** The story's task: two questions, one operation of a system that needs the end user's authorization, one answer with a link. */
export const createLead = task(
  't-create',
  'Create a lead',
  ['create a lead', 'add a new lead', 'I met somebody new'],
  [
    entityNode('name', 'ask-company'),
    entityNode('company', 'create'),
    {
      id: 'create',
      type: 'service',
      title: 'Create the lead',
      operation: 'salesforce.create-lead',
      input: { lastName: { from: 'entity', name: 'name' }, company: { from: 'entity', name: 'company' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: [
        {
          when: {
            left: { from: 'error', name: 'code' },
            operator: 'equals',
            right: { from: 'value', value: 'invalid-input' },
          },
          to: 'refused',
        },
      ],
    },
    {
      id: 'created',
      type: 'message',
      title: 'Created',
      variants: [
        {
          text: 'I created the lead {{ entities.name }}.',
          card: { title: '{{ entities.name }}', link: { label: 'View lead', url: '{{ results.create.url }}' } },
        },
      ],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'refused',
      type: 'message',
      title: 'Refused',
      variants: [{ text: 'Salesforce refused the lead: {{ error.message }}' }],
      transitions: [{ to: 'end' }],
    },
  ],
);

/** A task that asks one question and reads one record. */
export const viewLead = task(
  't-view',
  'View a lead',
  ['view a lead', 'show me a lead'],
  [
    entityNode('id', 'get'),
    {
      id: 'get',
      type: 'service',
      title: 'Get the lead',
      operation: 'salesforce.get-lead',
      input: { id: { from: 'entity', name: 'id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [],
    },
    {
      id: 'shown',
      type: 'message',
      title: 'Shown',
      variants: [{ text: '{{ results.get.name }} works at {{ results.get.company }}.' }],
      transitions: [{ to: 'end' }],
    },
  ],
);

/** A task that needs nobody else. */
export const addNote = task(
  't-note',
  'Take a note',
  ['take a note', 'write this down'],
  [
    entityNode('note', 'noted'),
    {
      id: 'noted',
      type: 'message',
      title: 'Noted',
      variants: [{ text: 'Noted: {{ entities.note }}' }],
      transitions: [{ to: 'end' }],
    },
  ],
);
