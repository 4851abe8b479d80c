import type { Texts } from '../texts/texts.js';
import { drawings, element, icon } from './dom.js';

const longest = 4_000;

/** Where the end user writes: Enter sends, Shift and Enter begin a new line. */
export class Composer {
  readonly root: HTMLFormElement;
  private readonly field = element('textarea', {
    ...{ rows: '1', maxlength: String(longest), dir: 'auto', autocomplete: 'off', enterkeyhint: 'send' },
  });
  private readonly button = element('button', { type: 'submit', class: 'send', part: 'send' }, icon(drawings.send));

  constructor(onSay: (text: string) => void) {
    this.root = element('form', { class: 'composer', part: 'composer' }, this.field, this.button);
    const send = () => {
      const text = this.field.value.trim();
      if (text === '') return;
      onSay(text);
      this.field.value = '';
      this.fit();
    };
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      send();
      this.field.focus();
    });
    this.field.addEventListener('keydown', (event) => {
      // While a word is being composed (Japanese, Chinese, Korean), Enter ends the word.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    });
    this.field.addEventListener('input', () => this.fit());
    this.fit();
  }

  setTexts(texts: Texts): void {
    this.field.placeholder = texts.write;
    this.field.setAttribute('aria-label', texts.write);
    this.button.setAttribute('aria-label', texts.send);
  }

  focus(): void {
    this.field.focus();
  }

  /** As high as what is written, up to a limit of the style sheet. */
  private fit(): void {
    this.field.style.setProperty('height', 'auto');
    this.field.style.setProperty('height', `${this.field.scrollHeight + 2}px`);
    this.button.disabled = this.field.value.trim() === '';
  }
}
