import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { defineDialogTemplate } from './dialog.js';
import {
  asks,
  asksIfChosen,
  confirms,
  failureEndings,
  gaveUp,
  refusedOrFailed,
  says,
  showsMore,
} from './dialog-parts.js';
import { defineOperation } from './operation.js';

const find = defineOperation({
  connector: 'echo',
  name: 'find',
  title: 'Find',
  description: 'Finds.',
  effect: 'read',
  input: Type.Object({ name: Type.String() }, { additionalProperties: false }),
  output: Type.Object({ hasMore: Type.Boolean() }),
  scopes: [],
  run: async () => ({ hasMore: false }),
});

const template = { name: 't', title: 'T', description: 'T', version: 1, operations: [find] } as const;
const start = {
  id: 'start',
  type: 'intent',
  title: 'Start',
  utterances: ['start'],
  transitions: [{ to: 'ask' }],
} as const;
const asksName = asks({
  id: 'ask',
  title: 'Name',
  prompt: 'Name?',
  again: 'Name!',
  to: 'list',
  entity: { name: 'name', kind: 'text', requirement: 'mandatory' },
});
const list = {
  id: 'list',
  type: 'service',
  title: 'List',
  operation: 'echo.find',
  timeoutMs: 1_000,
  input: { name: { from: 'entity', name: 'name' } },
  transitions: [{ to: 'shown' }],
  onFailure: refusedOrFailed,
} as const;
const shown = says({ id: 'shown', title: 'Shown', text: 'Here.', to: 'has-more' });
const endings = [
  ...showsMore('All.'),
  ...failureEndings({ refused: 'Refused.', failed: 'Failed.' }),
  ...gaveUp('Stopped.'),
] as const;

it('parts make up a template that the compiler checks as if it were written out', () => {
  const { graph } = defineDialogTemplate({ ...template, nodes: [start, asksName, list, shown, ...endings] });
  expect(graph.nodes.map(({ id }) => id)).toEqual([
    ...['start', 'ask', 'list', 'shown', 'has-more', 'ask-more', 'all-shown'],
    ...['refused', 'failed', 'not-done', 'gave-up', 'stopped'],
  ]);

  defineDialogTemplate({
    ...template,
    // @ts-expect-error: a part leads to a node that is not there.
    nodes: [start, asksName, list, says({ id: 'shown', title: 'Shown', text: 'Here.', to: 'nowhere' }), ...endings],
  });
  // @ts-expect-error: nothing asks for the name.
  defineDialogTemplate({ ...template, nodes: [start, list, shown, ...endings] });
  // @ts-expect-error: the questions give up, and nothing says so.
  defineDialogTemplate({ ...template, nodes: [start, asksName, list, shown, ...showsMore('All.')] });
});

it('a field is asked for only when it was chosen', () => {
  const [decision, question] = asksIfChosen({
    title: 'Name',
    prompt: 'Name?',
    again: 'Name!',
    to: 'next',
    entity: { name: 'name', kind: 'text' },
  });
  expect(decision.transitions.map(({ to }) => to)).toEqual(['ask-name', 'next']);
  expect(question).toMatchObject({ id: 'ask-name', onExhausted: 'gave-up', transitions: [{ to: 'next' }] });
});

it('only a yes leads on from a confirmation', () => {
  expect(confirms({ prompt: 'Sure?', to: 'delete' })).toMatchObject({
    ...{ transitions: [{ to: 'delete' }], onNo: 'kept', onExhausted: 'kept' },
  });
});
