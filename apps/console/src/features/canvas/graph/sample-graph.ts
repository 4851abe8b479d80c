import type { DialogGraph, DialogNode } from '../../../dialog-graph/graph.ts';

const asking = { errorPrompts: [], retries: 5, onExhausted: 'gave-up' } as const;

const nodes: readonly DialogNode[] = [
  {
    id: 'start',
    type: 'intent',
    title: 'Create a lead',
    utterances: ['create a lead'],
    transitions: [{ to: 'ask-name' }],
  },
  {
    ...{ id: 'ask-name', type: 'entity', title: 'Last name', ...asking, transitions: [{ to: 'ask-company' }] },
    entity: { name: 'lastName', kind: 'text', requirement: 'mandatory' },
    prompts: ['What is the last name?'],
  },
  {
    ...{ id: 'ask-company', type: 'entity', title: 'Company', ...asking, transitions: [{ to: 'create' }] },
    entity: { name: 'company', kind: 'company', requirement: 'mandatory' },
    prompts: ['Which company is {{ entities.lastName }} with?'],
  },
  {
    ...{ id: 'create', type: 'service', title: 'Create the lead', operation: 'crm.create-lead', timeoutMs: 20_000 },
    input: { lastName: { from: 'entity', name: 'lastName' }, company: { from: 'entity', name: 'company' } },
    transitions: [{ to: 'created' }],
    onFailure: [
      {
        when: {
          left: { from: 'error', name: 'code' },
          operator: 'equals',
          right: { from: 'value', value: 'vendor-conflict' },
        },
        to: 'failed',
      },
      { to: 'failed' },
    ],
  },
  {
    ...{ id: 'created', type: 'message', title: 'Created', transitions: [{ to: 'end' }] },
    variants: [{ text: '{{ entities.lastName }} of {{ entities["company"] }}: {{ results.create.url }}' }],
  },
  {
    id: 'failed',
    type: 'message',
    title: 'Failed',
    variants: [{ text: '{{ error.message }}' }],
    transitions: [{ to: 'end' }],
  },
  {
    id: 'gave-up',
    type: 'message',
    title: 'Gave up',
    variants: [{ text: 'Let us stop here.' }],
    transitions: [{ to: 'end' }],
  },
];

/** A small task for specs: two questions, a service and what is said at the end. */
export const sampleGraph: DialogGraph = { schemaVersion: 1, nodes };
