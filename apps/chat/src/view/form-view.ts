import type { Choice, Content, FormField, Utterance } from '../connection/api.js';
import type { Texts } from '../texts/texts.js';
import { element } from './dom.js';
import { paragraphs } from './rich-text.js';

const types: Readonly<Record<string, string>> = {
  ...{ email: 'email', phone: 'tel', url: 'url', date: 'date', time: 'time', 'date-time': 'datetime-local' },
};
const decimal = new Set(['number', 'money']);
const autocompletes: Readonly<Record<string, string>> = {
  ...{ email: 'email', phone: 'tel', url: 'url', person: 'name', company: 'organization' },
};

type Control = HTMLInputElement | HTMLSelectElement;

/** What a form is shown with. */
export interface FormOptions {
  readonly content: Content;
  readonly id: string;
  readonly texts: Texts;
  readonly onSay: (utterance: Utterance) => void;
}

/** Several questions at once; what is filled in goes to the bot by the names of the fields. */
export function formView({ content, id, texts, onSay }: FormOptions): HTMLFormElement {
  const fields = (content.fields ?? []).filter(({ kind }) => kind !== 'attachment');
  const controls = fields.map((field, at) => ({ field, control: controlOf(field, `${id}-${at}`, texts) }));
  const form = element(
    'form',
    { class: 'card', part: 'card', novalidate: true },
    element('h3', { dir: 'auto' }, content.title ?? ''),
    ...paragraphs(content.intro ?? ''),
    ...controls.map(({ field, control }) => fieldView(field, control, texts)),
    element('button', { type: 'submit', class: 'primary', part: 'button' }, texts.submit),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const isMissing = ({ field, control }: (typeof controls)[number]) => field.isRequired && valueOf(control) === '';
    const missing = controls.filter(isMissing);
    for (const each of controls) complain(each.control, missing.includes(each) ? texts.required : undefined);
    if (missing[0] !== undefined) return missing[0].control.focus();
    onSay(toUtterance(controls));
  });
  return form;
}

function toUtterance(controls: readonly { readonly field: FormField; readonly control: Control }[]): Utterance {
  const filled = controls.flatMap(({ field, control }) => {
    const value = valueOf(control);
    return value === '' || value.length === 0 ? [] : [{ field, value, shown: shownOf(field, control) }];
  });
  return {
    payload: 'submit',
    text: filled.map(({ field, shown }) => `${field.label}: ${shown}`).join('\n'),
    entities: Object.fromEntries(filled.map(({ field, value }) => [field.name, value])),
  };
}

function valueOf(control: Control): string | readonly string[] {
  if (control instanceof HTMLSelectElement && control.multiple) {
    return [...control.selectedOptions].map((option) => option.value);
  }
  return control.value.trim();
}

function shownOf(field: FormField, control: Control): string {
  if (field.isSensitive) return '••••';
  if (control instanceof HTMLInputElement) return control.value.trim();
  return [...control.selectedOptions].map((option) => option.text).join(', ');
}

function controlOf(field: FormField, id: string, texts: Texts): Control {
  const shared = { id, name: field.name, 'aria-required': field.isRequired && 'true' };
  const choices = field.choices ?? (field.kind === 'yes-no' ? yesOrNo(texts) : undefined);
  if (choices === undefined) return element('input', { ...shared, ...inputOf(field), dir: 'auto' });
  const options = choices.map(({ value, title }) => element('option', { value }, title));
  const none = field.multiple === true ? [] : [element('option', { value: '' }, texts.pick)];
  return element('select', { ...shared, multiple: field.multiple === true }, ...none, ...options);
}

function yesOrNo({ yes, no }: Texts): readonly Choice[] {
  return [
    { value: 'yes', title: yes },
    { value: 'no', title: no },
  ];
}

function inputOf({ kind, isSensitive, maxLength }: FormField) {
  const length = maxLength === undefined ? {} : { maxlength: String(maxLength) };
  if (isSensitive) return { ...length, type: 'password', autocomplete: 'off' };
  return {
    ...length,
    type: types[kind] ?? 'text',
    autocomplete: autocompletes[kind] ?? 'off',
    ...(decimal.has(kind) && { inputmode: 'decimal' }),
  };
}

function fieldView(field: FormField, control: Control, texts: Texts): HTMLElement {
  const hint = field.isRequired ? undefined : element('span', { class: 'hint' }, ` (${texts.optional})`);
  const error = element('p', { class: 'error', id: `${control.id}-error`, dir: 'auto' });
  const label = element('label', { for: control.id, dir: 'auto' }, field.label, hint);
  control.setAttribute('aria-describedby', error.id);
  const view = element('div', { class: 'field' }, label, control, error);
  if (field.error !== undefined) queueMicrotask(() => complain(control, field.error));
  return view;
}

function complain(control: Control, text: string | undefined): void {
  const error = control.parentElement?.querySelector('.error');
  if (error) error.textContent = text ?? '';
  if (text === undefined) control.removeAttribute('aria-invalid');
  else control.setAttribute('aria-invalid', 'true');
}
