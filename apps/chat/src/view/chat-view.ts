import type { Chat } from '../chat.js';
import type { Message } from '../connection/api.js';
import type { Pending } from '../connection/outbox.js';
import type { Texts } from '../texts/texts.js';
import { Composer } from './composer.js';
import { drawings, element, icon } from './dom.js';
import { bubble, messageView, type MessageContext, type MessageView } from './message-view.js';

/** How near to its end the log is for new messages to pull it along. */
const nearEndPx = 80;

/** What the view asks for. */
export interface ChatViewOptions extends Omit<MessageContext, 'texts'> {
  readonly onRetry: (key: string) => void;
  readonly onDiscard: (key: string) => void;
  readonly onClose?: () => void;
}

/** Shows a chat: header, what was said, and where to write. */
export class ChatView {
  readonly root: HTMLElement;
  private readonly title = element('bdi');
  private readonly avatar = element('span', { class: 'avatar', 'aria-hidden': 'true' });
  private readonly close = element('button', { type: 'button', class: 'close' }, icon(drawings.close));
  private readonly greeting = element('div', { class: 'greeting', hidden: true });
  private readonly list = element('ol', { role: 'list' });
  private readonly dots = element('div', { class: 'typing', 'aria-hidden': 'true', hidden: true });
  private readonly log = element('div', { role: 'log', class: 'log', tabindex: '0', 'aria-live': 'off' });
  private readonly jump = element('button', { type: 'button', class: 'jump', hidden: true }, icon(drawings.down));
  private readonly notice = element('p', { class: 'notice', role: 'status', hidden: true });
  private readonly announcement = element('p', { class: 'unseen', role: 'status' });
  private readonly composer: Composer;
  private readonly messages = new Map<number, MessageView>();
  private readonly pending = new Map<string, HTMLElement>();
  private texts?: Texts;
  private isPinned = true;
  /** Height of the log and of what is in it when its position was last noted. */
  private noted = '';

  constructor(private readonly options: ChatViewOptions) {
    this.composer = new Composer((text) => options.onSay({ text }));
    for (let dot = 0; dot < 3; dot += 1) this.dots.append(element('i'));
    this.log.append(this.greeting, this.list, this.dots);
    const header = element(
      'header',
      { part: 'header' },
      this.avatar,
      element('h2', {}, this.title),
      options.onClose && this.close,
    );
    const main = element('div', { class: 'main' }, this.log, this.jump);
    this.root = element(
      'section',
      { class: 'panel', part: 'panel' },
      ...[header, main, this.notice, this.composer.root, this.announcement],
    );
    this.close.addEventListener('click', () => options.onClose?.());
    this.jump.addEventListener('click', () => this.scrollToEnd());
    this.log.addEventListener('scroll', () => this.notePosition(), { passive: true });
    // A card that changes, or the keyboard of a phone, must not push the end out of sight.
    const resized = new ResizeObserver(() => this.isPinned && this.scrollToEnd());
    for (const box of [this.list, this.log]) resized.observe(box);
  }

  focus(): void {
    this.composer.focus();
  }

  /** Shows the chat as it is now. */
  update(chat: Chat, texts: Texts): void {
    this.setTexts(chat, texts);
    const hasGrown = this.updateMessages(chat, texts);
    const hasMore = this.updatePending(chat, texts);
    this.updateTyping(chat, texts);
    this.updateNotice(chat, texts);
    if (chat.settings !== undefined) requestAnimationFrame(() => this.log.setAttribute('aria-live', 'polite'));
    if (this.isPinned || hasMore) this.scrollToEnd();
    else if (hasGrown) this.jump.hidden = false;
  }

  private setTexts(chat: Chat, texts: Texts): void {
    const { title = '', greeting } = chat.settings ?? {};
    if (this.texts === texts && this.title.textContent === title) return;
    this.texts = texts;
    this.title.textContent = title;
    this.avatar.textContent = [...title].find((character) => /[\p{L}\p{N}]/u.test(character))?.toUpperCase() ?? '·';
    this.greeting.hidden = !greeting;
    this.greeting.replaceChildren(...(greeting ? bubble(greeting).childNodes : []));
    this.root.setAttribute('aria-label', title);
    this.log.setAttribute('aria-label', texts.messages);
    this.close.setAttribute('aria-label', texts.close);
    this.jump.setAttribute('aria-label', texts.newMessages);
    this.composer.setTexts(texts);
  }

  /** Answers whether there is something new. */
  private updateMessages({ timeline, pending }: Chat, texts: Texts): boolean {
    const { messages } = timeline;
    for (const [sequence, { root }] of this.messages) {
      if (messages.some((message) => message.sequence === sequence)) continue;
      root.remove();
      this.messages.delete(sequence);
    }
    const before = this.messages.size;
    messages.forEach((message, at) => {
      const view = this.messages.get(message.sequence) ?? this.insert(message, messages.slice(at + 1), texts);
      view.update(timeline, pending.length > 0);
    });
    return this.messages.size > before;
  }

  private insert(message: Message, later: readonly Message[], texts: Texts): MessageView {
    const view = messageView(message, { ...this.options, texts });
    const next = later.find(({ sequence }) => this.messages.has(sequence));
    const [firstPending] = this.pending.values();
    const place = (next && this.messages.get(next.sequence)?.root) ?? firstPending ?? null;
    this.list.insertBefore(view.root, place);
    this.messages.set(message.sequence, view);
    return view;
  }

  /** Answers whether the end user has just said something. */
  private updatePending({ pending, isConnected }: Chat, texts: Texts): boolean {
    for (const [key, root] of this.pending) {
      if (pending.some((item) => item.key === key)) continue;
      root.remove();
      this.pending.delete(key);
    }
    const before = this.pending.size;
    for (const item of pending) {
      const root = this.pending.get(item.key) ?? element('li', { class: 'message own pending', part: 'message' });
      if (!this.pending.has(item.key)) this.list.append(root);
      this.pending.set(item.key, root);
      this.showPending(root, item, { isConnected, texts });
    }
    return this.pending.size > before;
  }

  private showPending(
    root: HTMLElement,
    { key, utterance, state }: Pending,
    { isConnected, texts }: { readonly isConnected: boolean; readonly texts: Texts },
  ): void {
    const shown = state === 'failed' ? 'failed' : isConnected || state === 'sending' ? 'sending' : 'waiting';
    if (root.dataset['state'] === shown) return;
    root.dataset['state'] = shown;
    const act = (label: string, action: (key: string) => void) => {
      const button = element('button', { type: 'button', class: 'small' }, label);
      button.addEventListener('click', () => action(key));
      return button;
    };
    const { onRetry, onDiscard } = this.options;
    const waits = element('span', {}, texts.waitsToBeSent);
    const failed = [element('span', {}, texts.notSent), act(texts.tryAgain, onRetry), act(texts.discard, onDiscard)];
    const words = shown === 'waiting' ? [waits] : shown === 'failed' ? failed : [];
    const foot = words.length > 0 && element('p', { class: 'foot' }, ...words);
    root.replaceChildren(...[bubble(utterance.text), foot].filter((node) => node !== false));
  }

  private updateTyping({ isTyping, settings }: Chat, texts: Texts): void {
    if (this.dots.hidden === !isTyping) return;
    this.dots.hidden = !isTyping;
    this.announcement.textContent = isTyping ? texts.typing(settings?.title ?? '') : '';
  }

  private updateNotice({ refusal, isConnected, settings }: Chat, texts: Texts): void {
    const refusals = {
      unavailable: texts.unavailable,
      'sign-in-needed': texts.signInNeeded,
      'not-allowed': texts.notAllowedHere,
    };
    const connecting = settings === undefined ? texts.connecting : texts.offline;
    const text = refusal === undefined ? (isConnected ? '' : connecting) : refusals[refusal];
    if (this.notice.textContent !== text) this.notice.textContent = text;
    this.notice.hidden = text === '';
    this.composer.root.hidden = refusal !== undefined;
  }

  private notePosition(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const heights = `${scrollHeight} ${clientHeight}`;
    const isResized = heights !== this.noted;
    this.noted = heights;
    // The browser scrolls too when lines wrap anew, as on a phone that is turned: only people leave the end.
    if (this.isPinned && isResized) return;
    this.isPinned = scrollHeight - scrollTop - clientHeight < nearEndPx;
    if (this.isPinned) this.jump.hidden = true;
  }

  private scrollToEnd(): void {
    this.jump.hidden = true;
    this.isPinned = true;
    this.log.scrollTop = this.log.scrollHeight;
  }
}
