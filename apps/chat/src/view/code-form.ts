import type { Texts } from '../texts/texts.js';
import { element } from './dom.js';

/** Where the 6-digit code of the last page is typed. */
export function codeForm(texts: Texts, id: string, onCode: (code: string) => void): HTMLFormElement {
  const input = element('input', {
    ...{ type: 'text', name: 'code', inputmode: 'numeric', autocomplete: 'one-time-code', required: true },
    ...{
      pattern: '[0-9 ]{6,7}',
      maxlength: '7',
      id,
      'aria-describedby': `${id}-hint`,
      dir: 'ltr',
      class: 'code',
    },
  });
  const button = element('button', { type: 'submit', class: 'primary', part: 'button' }, texts.confirm);
  const form = element(
    'form',
    { class: 'card code-form', part: 'card', novalidate: true },
    element('label', { for: id }, texts.code),
    element('p', { id: `${id}-hint`, class: 'hint' }, texts.codeHint),
    element('div', { class: 'row' }, input, button),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const code = input.value.replaceAll(/\D/g, '');
    if (code.length !== 6) return input.focus();
    onCode(code);
    input.value = '';
  });
  return form;
}
