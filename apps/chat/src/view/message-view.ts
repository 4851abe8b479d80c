import type { Choice, Content, Message, Utterance } from '../connection/api.js';
import type { Timeline } from '../connection/timeline.js';
import type { Texts } from '../texts/texts.js';
import { AuthorizationCard } from './authorization-card.js';
import { codeForm } from './code-form.js';
import { drawings, element, icon } from './dom.js';
import { formView } from './form-view.js';
import { isWebAddress, paragraphs } from './rich-text.js';

/** What messages are shown with. */
export interface MessageContext {
  readonly texts: Texts;
  readonly onSay: (utterance: Utterance) => void;
  readonly openWindow: (url: string) => boolean;
}

/** One message as it is shown; what it offers can be taken once. */
export interface MessageView {
  readonly root: HTMLElement;
  update(timeline: Timeline, hasPending: boolean): void;
}

/** Shows a message of either side. */
export function messageView(message: Message, context: MessageContext): MessageView {
  const { author, content } = message;
  const root = element('li', { class: `message ${author === 'bot' ? 'bot' : 'own'}`, part: 'message' });
  if (content.kind === 'authorization-link') return linkView(message, root, context);
  if (author === 'bot') return offerView(message, root, context);
  root.append(element('span', { class: 'unseen' }, `${context.texts.you}: `), bubble(content.text));
  return { root, update: () => undefined };
}

/** What the bot says, with what it offers. */
function offerView({ content, sequence }: Message, root: HTMLElement, context: MessageContext): MessageView {
  const { texts, onSay } = context;
  const isForm = content.kind === 'form';
  const form = isForm ? formView({ content, id: `f${sequence}`, texts, onSay }) : undefined;
  const choices = choicesView(content.choices ?? [], context);
  const code =
    content.authorization === 'code-asked' ? codeForm(texts, `c${sequence}`, (text) => onSay({ text })) : undefined;
  const parts = [isForm ? undefined : textView(content), form, cardView(content.card), choices, code];
  root.append(...parts.filter((part) => part !== undefined));
  return {
    root,
    update: (timeline, hasPending) => {
      const isOver = hasPending || timeline.isAnswered(sequence);
      setOver(choices, isOver);
      setOver(form, isOver);
      if (code) code.hidden = timeline.codeQuestion?.sequence !== sequence;
    },
  };
}

/** The text, without what is shown in other ways: the list of choices, and the title of the card. */
function textView({ text, title, choices, card }: Content): HTMLElement | undefined {
  // The address of the card's link is in the text for channels without cards.
  const shown = ((choices && title) || text).replace(card?.link?.url ?? '', '').trim();
  return shown === '' || shown === card?.title ? undefined : bubble(shown);
}

/** A bubble with a text. */
export function bubble(text: string): HTMLElement {
  return element('div', { class: 'bubble' }, ...paragraphs(text));
}

function linkView({ content, sequence }: Message, root: HTMLElement, context: MessageContext): MessageView {
  const { texts, onSay, openWindow } = context;
  const card = new AuthorizationCard({ content, texts, openWindow, onNewLink: () => onSay({ text: texts.newLink }) });
  root.append(card.root);
  return { root, update: (timeline) => card.update(timeline.linkState(sequence)) };
}

function cardView(card: Content['card']): HTMLElement | undefined {
  if (card === undefined) return undefined;
  const { title, body, link } = card;
  return element(
    'div',
    { class: 'card', part: 'card' },
    element('h3', { dir: 'auto' }, title),
    ...paragraphs(body ?? ''),
    link !== undefined &&
      isWebAddress(link.url) &&
      element(
        'a',
        {
          href: link.url,
          target: '_blank',
          rel: 'noopener noreferrer nofollow',
          class: 'button secondary',
          part: 'button',
        },
        element('span', { dir: 'auto' }, link.label),
        icon(drawings.outside),
      ),
  );
}

function choicesView(choices: readonly Choice[], { onSay }: MessageContext): HTMLElement | undefined {
  if (choices.length === 0) return undefined;
  const buttons = choices.map(({ value, title }) => {
    const button = element('button', { type: 'button', class: 'choice', part: 'button', dir: 'auto' }, title);
    button.addEventListener('click', () => {
      button.classList.add('picked');
      onSay({ text: title, payload: value });
    });
    return button;
  });
  return element('div', { class: 'choices', role: 'group' }, ...buttons);
}

function setOver(offer: HTMLElement | undefined, isOver: boolean): void {
  offer?.classList.toggle('over', isOver);
  for (const control of offer?.querySelectorAll<HTMLInputElement>('input, select, button') ?? [])
    control.disabled = isOver;
}
