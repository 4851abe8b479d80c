import { Chat } from './chat.js';
import { Api } from './connection/api.js';
import { textsFor } from './texts/texts.js';
import { ChatView } from './view/chat-view.js';
import { drawings, element, icon, setAttribute } from './view/dom.js';
import { PopUps } from './view/pop-ups.js';
import { styles } from './view/styles/styles.js';
import { themeOf } from './view/theme.js';

/** Where this very script came from: the server, unless told otherwise. */
const scriptServer = import.meta.url.replace(/\/chat\/[^/]*$/, '');

const common = new CSSStyleSheet();
common.replaceSync(styles);

/** What one use of the element holds, from its attributes to the next change of them. */
interface Parts {
  readonly chat: Chat;
  readonly popUps: PopUps;
  readonly view: ChatView;
}

/**
 * `<attache-chat bot="bot_...">`: the chat of a bot. Attributes: `bot`; `server`; `user-token`, with which the page has signed its
 * user; `locale`; `layout`: `inline` fills its place, `launcher` opens from a button in the corner, `page` fills the window.
 * Methods: `open()`, `close()`, `reset()`. Events: `attache-open`, `attache-close`, `attache-token-needed` when the page is to sign its user anew.
 */
export class AttacheChatElement extends HTMLElement {
  static readonly observedAttributes = ['bot', 'server', 'user-token', 'locale', 'layout'];

  private readonly shadow = this.attachShadow({ mode: 'open', delegatesFocus: true });
  private readonly theme = new CSSStyleSheet();
  private readonly launcher = element('button', {
    type: 'button',
    class: 'launcher',
    part: 'launcher',
    'aria-expanded': 'false',
  });
  private parts?: Parts;
  private isStale = false;
  private isDrawn = true;

  connectedCallback(): void {
    this.shadow.adoptedStyleSheets = [common, this.theme];
    this.launcher.append(icon(drawings.chat), icon(drawings.close));
    this.launcher.addEventListener('click', () => (this.isOpen ? this.close() : this.open()));
    this.addEventListener('keydown', (event) => event.key === 'Escape' && this.layout === 'launcher' && this.close());
    this.restart();
  }

  disconnectedCallback(): void {
    this.leave();
    this.shadow.replaceChildren();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before === after || this.parts === undefined || this.isStale) return;
    this.isStale = true;
    // Several attributes may change at once.
    queueMicrotask(() => {
      this.isStale = false;
      if (this.isConnected) this.restart();
    });
  }

  /** Opens the launcher's panel. */
  open(): void {
    this.toggle(true);
    this.parts?.view.focus();
  }

  /** Closes the launcher's panel. */
  close(): void {
    if (!this.isOpen) return;
    this.toggle(false);
    this.launcher.focus();
  }

  /** Forgets the end user in this browser, for instance when they sign out of the page, and begins anew. */
  async reset(): Promise<void> {
    await this.parts?.chat.reset();
  }

  private get layout(): string {
    return this.getAttribute('layout') ?? 'inline';
  }

  private get isOpen(): boolean {
    return this.hasAttribute('open');
  }

  private toggle(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    setAttribute(this, 'open', isOpen);
    this.launcher.setAttribute('aria-expanded', String(isOpen));
    this.draw();
    this.dispatchEvent(new CustomEvent(isOpen ? 'attache-open' : 'attache-close', { bubbles: true, composed: true }));
  }

  private restart(): void {
    this.leave();
    const botId = this.getAttribute('bot') ?? '';
    const api = new Api((this.getAttribute('server') ?? scriptServer).replace(/\/+$/, ''), botId);
    const languages = [this.getAttribute('locale'), ...navigator.languages].filter((tag) => tag !== null);
    const userToken = this.getAttribute('user-token') ?? undefined;
    const chat = new Chat({ api, botId, userToken, languages, onChange: () => this.draw() });
    const popUps = new PopUps(api.origin, (code) => chat.handOver(code));
    const view = new ChatView({
      onSay: (utterance) => chat.say(utterance),
      onRetry: (key) => chat.retry(key),
      onDiscard: (key) => chat.discard(key),
      openWindow: (url) => popUps.open(url),
      ...(this.layout === 'launcher' && { onClose: () => this.close() }),
    });
    this.parts = { chat, popUps, view };
    this.shadow.replaceChildren(view.root, ...(this.layout === 'launcher' ? [this.launcher] : []));
    popUps.start();
    void chat.start();
    this.draw();
  }

  private leave(): void {
    this.parts?.chat.stop();
    this.parts?.popUps.stop();
    this.parts = undefined;
  }

  /** Draws once, however much has changed. */
  private draw(): void {
    if (!this.isDrawn) return;
    this.isDrawn = false;
    queueMicrotask(() => {
      this.isDrawn = true;
      if (this.parts !== undefined) this.show(this.parts);
    });
  }

  private show({ chat, view }: Parts): void {
    const { settings, refusal } = chat;
    const { texts, language } = textsFor(
      settings?.locale,
      this.getAttribute('locale') ?? undefined,
      ...navigator.languages,
    );
    view.root.lang = language;
    if (settings !== undefined) this.theme.replaceSync(themeOf(settings.theme));
    this.launcher.setAttribute('aria-label', this.isOpen ? texts.close : texts.open(settings?.title ?? ''));
    view.root.hidden = this.layout === 'launcher' && !this.isOpen;
    view.update(chat, texts);
    if (refusal === 'sign-in-needed') this.askForToken();
  }

  private askForToken(): void {
    this.dispatchEvent(new CustomEvent('attache-token-needed', { bubbles: true, composed: true }));
  }
}
