const asking = { errorPrompts: [], retries: 3, onExhausted: 'end' };

/** A greeting of which every node is in view: a question, an answer, and a message beside them that nothing leads to. */
export const greeting = [
  {
    ...{ id: 'start', type: 'intent', title: 'Greet', utterances: ['greet me'], position: { x: 0, y: 0 } },
    transitions: [{ to: 'ask' }],
  },
  {
    ...{ id: 'ask', type: 'entity', title: 'Name', ...asking, prompts: ['What is your name?'] },
    ...{ position: { x: 352, y: 0 }, transitions: [{ to: 'hello' }] },
    entity: { name: 'name', kind: 'text', requirement: 'mandatory' },
  },
  message('hello', { title: 'Hello', text: 'Hello {{ entities.name }}', position: { x: 704, y: 0 } }),
  message('aside', { title: 'Aside', text: 'By the way', position: { x: 704, y: 240 } }),
];

/** The greeting with a group in place of the question, and the message beside it under the start. */
export const boxed = [
  {
    ...{ id: 'start', type: 'intent', title: 'Greet', utterances: ['greet me'], position: { x: 0, y: 0 } },
    transitions: [{ to: 'box' }],
  },
  {
    ...{ id: 'box', type: 'group', title: 'Box', start: 'inner', position: { x: 352, y: 0 } },
    transitions: [{ to: 'hello' }],
  },
  message('inner', { title: 'Inner', text: 'Within', position: { x: 72, y: 88 }, group: 'box' }),
  message('hello', { title: 'Hello', text: 'Hello', position: { x: 704, y: 0 } }),
  message('aside', { title: 'Aside', text: 'By the way', position: { x: 0, y: 240 } }),
];

interface Said {
  readonly title: string;
  readonly text: string;
  readonly position: { readonly x: number; readonly y: number };
  readonly group?: string;
}

function message(id: string, { title, text, ...place }: Said) {
  const to = place.group === undefined ? 'end' : 'return';
  return { id, type: 'message', title, variants: [{ text }], transitions: [{ to }], ...place };
}
