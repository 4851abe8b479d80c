import type { Permission } from '../../http/permissions.js';
import { focusFirstFault, type FormField, type PageView } from '../design/page-view.js';
import type { SetUpTexts, Texts } from '../texts/texts.js';
import type { ReadyPage, SetUpField, SetUpPage } from './page.js';

/** The form of the first run. */
export function setUpView({ setUp }: Texts, page: SetUpPage): PageView {
  const { token, values, faults } = page;
  return {
    title: setUp.title,
    lead: setUp.lead,
    ...(faults.length > 0 && { alert: faults.includes('token') ? setUp.invalid.token : `${setUp.errors}.` }),
    forms: [
      {
        action: '/setup',
        hidden: [{ name: 'token', value: token }],
        fields: focusFirstFault(fieldsOf(setUp, values).map((field) => withFault(setUp, field, faults))),
        submit: setUp.submit,
      },
    ],
  };
}

function fieldsOf(setUp: SetUpTexts, values: SetUpPage['values']): readonly FormField[] {
  const { name, email } = values;
  return [
    { name: 'name', type: 'text', label: setUp.name, value: name, autocomplete: 'name', maxLength: 100 },
    { name: 'email', type: 'email', label: setUp.email, value: email, autocomplete: 'username', maxLength: 254 },
    {
      ...{ name: 'password', type: 'password', label: setUp.password, value: '', hint: setUp.passwordHint },
      ...{ autocomplete: 'new-password', minLength: 12, maxLength: 200 },
    },
  ];
}

function withFault(setUp: SetUpTexts, field: FormField, faults: readonly SetUpField[]): FormField {
  const fault = faults.find((one) => one === field.name);
  return fault === undefined ? field : { ...field, error: setUp.invalid[fault] };
}

/** What to do once the installation has an owner. */
export function readyView({ setUp }: Texts, { publicUrl, name, email }: ReadyPage): PageView {
  return {
    title: setUp.doneTitle,
    tone: 'success',
    lead: setUp.doneLead(name),
    commands: [
      { title: setUp.makeKey, hint: setUp.makeKeyHint, text: keyCommand(publicUrl, email) },
      { title: setUp.useKey, text: botCommand(publicUrl) },
    ],
    links: [
      { href: '/', label: setUp.console, isPrimary: true },
      { href: '/docs', label: setUp.reference },
    ],
  };
}

const keyPermissions = [
  ...['bots:view', 'bots:edit', 'actions:view', 'actions:manage', 'authorizations:view', 'authorizations:request'],
  ...['runs:create', 'dialogs:view', 'dialogs:edit', 'conversations:hold'],
] as const satisfies readonly Permission[];

const jsonHeader = "-H 'content-type: application/json'";

function keyCommand(publicUrl: string, email: string): string {
  const credentials = { email, password: 'YOUR PASSWORD' };
  return [
    curl(`${publicUrl}/v1/session`, ['-c cookies.txt', jsonHeader], credentials),
    curl(`${publicUrl}/v1/api-keys`, ['-b cookies.txt', `-H 'origin: ${publicUrl}'`, jsonHeader], {
      name: 'My first key',
      permissions: keyPermissions,
    }),
  ].join('\n');
}

function curl(url: string, options: readonly string[], body: object): string {
  return [`curl -s ${url}`, ...options, `-d ${quoted(JSON.stringify(body).replaceAll(',"', ', "'))}`].join(' \\\n  ');
}

/** One argument of a shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function botCommand(publicUrl: string): string {
  const options = ["-H 'authorization: Bearer YOUR KEY'", jsonHeader];
  return curl(`${publicUrl}/v1/bots`, options, { name: 'Sales assistant' });
}

/** What runs here. */
export function welcomeView({ welcome }: Texts): PageView {
  return {
    title: welcome.title,
    tone: 'wave',
    lead: welcome.lead,
    warning: welcome.pending,
    links: [
      { href: '/docs', label: welcome.reference, isPrimary: true },
      { href: '/health/ready', label: welcome.health },
    ],
  };
}
