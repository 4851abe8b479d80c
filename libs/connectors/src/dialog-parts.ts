import { failedWith } from './dialog.js';

/** What a question of a template is made of; a field of the entity that does not exist fails in `defineDialogTemplate`. */
interface Question {
  readonly id: string;
  readonly title: string;
  readonly entity: { readonly name: string; readonly kind: string };
  readonly prompt: string;
  /** Said to an answer that is not valid. */
  readonly again: string;
  readonly to: string;
}

/** An entity node that asks five times more at most, and then goes to `gave-up`. */
export function asks<const Asked extends Question>({ id, title, entity, prompt, again, to }: Asked) {
  return {
    id: id as Asked['id'],
    type: 'entity',
    title,
    entity: entity as Asked['entity'],
    prompts: [prompt],
    errorPrompts: [again],
    retries: 5,
    onExhausted: 'gave-up',
    transitions: [{ to: to as Asked['to'] }],
  } as const;
}

/** For an "update" template: asks for a field, but only when it was chosen in the entity `fields`. */
export function asksIfChosen<const Asked extends Omit<Question, 'id'>>({ entity, title, to, ...question }: Asked) {
  type Name = Asked['entity']['name'];
  const name: Name = entity.name;
  const isChosen = {
    left: { from: 'entity', name: 'fields' },
    operator: 'contains',
    right: { from: 'value', value: name },
  } as const;
  const ask = `ask-${name}` as const;
  const next: Asked['to'] = to;
  return [
    {
      id: `with-${name}` as const,
      type: 'decision',
      title: `${title} too?`,
      transitions: [{ when: isChosen, to: ask }, { to: next }],
    },
    asks({ ...question, id: ask, title, entity: entity as Asked['entity'], to: next }),
  ] as const;
}

/** A message node with one text, and a card with a link where there is one. */
export function says<
  const Said extends {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly card?: { readonly title: string; readonly body?: string; readonly label: string; readonly url: string };
    readonly to: string;
  },
>({ id, title, text, card, to }: Said) {
  const { label, url, ...shown } = card ?? { title: '', label: '', url: '' };
  return {
    id: id as Said['id'],
    type: 'message',
    title,
    variants: [{ text, ...(card && { card: { ...shown, link: { label, url } } }) }],
    transitions: [{ to: to as Said['to'] }],
  } as const;
}

/** Asks for a yes or a no, and goes to `kept` unless it hears a yes. */
export function confirms<const To extends string>({ prompt, to }: { readonly prompt: string; readonly to: To }) {
  return {
    id: 'ask-sure',
    type: 'confirmation',
    title: 'Sure?',
    prompts: [prompt],
    errorPrompts: [`Please say yes or no. ${prompt}`],
    retries: 2,
    onNo: 'kept',
    onExhausted: 'kept',
    transitions: [{ to }],
  } as const;
}

/** After a page of a list: asks whether to show the next one by running the node `list` again, until there is no more. */
export function showsMore(all: string) {
  return [
    {
      id: 'has-more',
      type: 'decision',
      title: 'More?',
      transitions: [
        {
          when: {
            left: { from: 'result', node: 'list', pointer: '/hasMore' },
            operator: 'equals',
            right: { from: 'value', value: true },
          },
          to: 'ask-more',
        },
        { to: 'all-shown' },
      ],
    },
    {
      id: 'ask-more',
      type: 'confirmation',
      title: 'Show more?',
      prompts: ['Show more?'],
      errorPrompts: ['Please say yes or no: shall I show more?'],
      retries: 2,
      onNo: 'end',
      onExhausted: 'end',
      transitions: [{ to: 'list' }],
    },
    says({ id: 'all-shown', title: 'All shown', text: all, to: 'end' }),
  ] as const;
}

/** The transitions of a failed operation: what the system refuses is told in its words, the rest is a failure. */
export const refusedOrFailed = [
  {
    when: failedWith('vendor-rejected-input', 'vendor-forbidden', 'vendor-conflict', 'input-invalid'),
    to: 'refused',
  },
  { to: 'failed' },
] as const;

/** The transition of a failed operation on a record that does not exist, or whose id cannot be one. */
export const notFound = { when: failedWith('record-not-found', 'input-invalid'), to: 'not-found' } as const;

/** The nodes that `refusedOrFailed` leads to; the reason that the system gives follows each text. */
export function failureEndings({ refused, failed }: { readonly refused: string; readonly failed: string }) {
  return [
    says({ id: 'refused', title: 'Refused', text: `${refused} {{ error.message }}`, to: 'not-done' }),
    says({ id: 'failed', title: 'Failed', text: `${failed} {{ error.message }}`, to: 'not-done' }),
    { id: 'not-done', type: 'end', title: 'Not done', outcome: 'failed', transitions: [] },
  ] as const;
}

/** Where `asks` goes when nobody answers it. */
export function gaveUp(text: string) {
  return [
    says({ id: 'gave-up', title: 'Gave up', text, to: 'stopped' }),
    { id: 'stopped', type: 'end', title: 'Stopped', outcome: 'cancelled', transitions: [] },
  ] as const;
}
