import type { Content } from '../connection/api.js';
import type { LinkState } from '../connection/timeline.js';
import type { Texts } from '../texts/texts.js';
import { drawings, element, icon } from './dom.js';
import { isWebAddress, paragraphs } from './rich-text.js';

/** What the card of an authorization needs. */
export interface AuthorizationCardOptions {
  readonly content: Content;
  readonly texts: Texts;
  /** Opens the link in a window of its own; answers whether the browser let it. */
  readonly openWindow: (url: string) => boolean;
  readonly onNewLink: () => void;
}

type Phase = LinkState | 'waiting' | 'expired';

/** Says which system is to be connected, opens the link, and tells how that stands. */
export class AuthorizationCard {
  readonly root: HTMLElement;
  private readonly action = element('div', { class: 'card-action' });
  private phase?: Phase;
  private isOpened = false;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly options: AuthorizationCardOptions) {
    const { content } = options;
    const title = element('h3', { dir: 'auto' }, content.card?.title ?? content.title ?? '');
    const heading = element(
      'div',
      { class: 'card-heading' },
      element('span', { class: 'badge' }, icon(drawings.plug)),
      title,
    );
    const body = paragraphs(content.card?.body ?? '');
    this.root = element('div', { class: 'card authorization', part: 'card' }, heading, ...body, this.action);
  }

  /** Shows how the authorization stands. */
  update(state: LinkState): void {
    const expiresAt = Date.parse(this.options.content.expiresAt ?? '') || Infinity;
    const isExpired = Date.now() >= expiresAt;
    const phase: Phase = state !== 'open' ? state : isExpired ? 'expired' : this.isOpened ? 'waiting' : 'open';
    if (phase === this.phase) return;
    this.phase = phase;
    this.root.dataset['phase'] = phase;
    clearTimeout(this.timer);
    if (state === 'open' && !isExpired && expiresAt !== Infinity) {
      this.timer = setTimeout(() => this.update('open'), Math.min(expiresAt - Date.now() + 50, 2 ** 31 - 1));
    }
    this.action.replaceChildren(...this.actionsOf(phase));
  }

  private actionsOf(phase: Phase): readonly Node[] {
    const { texts, onNewLink } = this.options;
    if (phase === 'open') return [this.link('primary', this.options.content.card?.link?.label ?? '')];
    if (phase === 'waiting') return [note('waiting', texts.waiting), this.link('secondary', texts.openAgain)];
    if (phase === 'completed') return [note('done', texts.connected, icon(drawings.check))];
    if (phase === 'replaced') return [note('over', texts.linkReplaced)];
    if (phase !== 'expired') return [];
    const again = element('button', { type: 'button', class: 'secondary', part: 'button' }, texts.newLink);
    again.addEventListener('click', () => {
      again.disabled = true;
      onNewLink();
    });
    return [note('over', texts.linkExpired), again];
  }

  private link(rank: 'primary' | 'secondary', label: string): Node {
    const { content, texts, openWindow } = this.options;
    const url = content.card?.link?.url ?? '';
    if (!isWebAddress(url)) return document.createTextNode('');
    const attributes = {
      href: url,
      target: '_blank',
      rel: 'noopener noreferrer',
      class: `button ${rank}`,
      part: 'button',
    };
    const hint = element('span', { class: 'unseen' }, ` (${texts.opensInWindow})`);
    const link = element('a', attributes, element('span', { dir: 'auto' }, label), hint, icon(drawings.outside));
    link.addEventListener('click', (event) => {
      this.isOpened = true;
      // Where windows are blocked, the link opens a tab as any link does.
      if (!(event.ctrlKey || event.metaKey || event.shiftKey) && openWindow(url)) event.preventDefault();
      setTimeout(() => this.update('open'));
    });
    return link;
  }
}

function note(kind: string, text: string, ...children: readonly Node[]): HTMLElement {
  return element('p', { class: `note ${kind}` }, ...children, text);
}
