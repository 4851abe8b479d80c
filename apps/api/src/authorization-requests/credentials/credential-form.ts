import { isCredentialGrant } from '#auth-profiles';
import type { Connector } from '#connectors';
import {
  credentialFault,
  credentialQuestions,
  type TypedCredentials,
} from '../../auth-profiles/credentials/typed-credentials.js';
import { fieldOf } from '../../pages/forms.js';
import type { CredentialAnswer, CredentialForm } from '../../pages/views/page.js';
import type { OpenLink } from '../browser/questions.js';

/** What somebody has sent of a form, checked as far as that goes without the system. */
export interface ReadCredentials {
  readonly typed: TypedCredentials;
  readonly isFaulty: boolean;
}

/** Reads what was typed in; white space at the ends of all but passwords is a slip of pasting. Undefined: nobody knows what to ask for. */
export function readCredentials({ profile }: OpenLink, form: unknown): ReadCredentials | undefined {
  const questions = credentialQuestions(profile);
  if (questions === undefined) return undefined;
  const typed = Object.fromEntries(questions.map(({ name }) => [name, valueOf(form, name)])) as TypedCredentials;
  return { typed, isFaulty: questions.some((question) => credentialFault(question, typed[question.name] ?? '')) };
}

/** What a page asks for; of what was sent only the user name comes back, and only while the page says what is wrong. */
export function credentialForm(
  link: OpenLink,
  connector: Pick<Connector, 'baseUrl'>,
  state: { readonly parameters: Readonly<Record<string, string>>; readonly form?: unknown; readonly isJudged: boolean },
): CredentialForm | undefined {
  const { profile } = link;
  const questions = credentialQuestions(profile);
  if (questions === undefined) return undefined;
  const { title = '', description = '', documentation } = profile.credentials ?? {};
  const answers = questions.map((question): CredentialAnswer => {
    const { name, translations } = question;
    const value = valueOf(state.form, name);
    return {
      ...{ name, title: question.title, description: question.description, translations },
      value: name === 'username' ? value.slice(0, 255) : '',
      fault: state.isJudged ? credentialFault(question, value) : undefined,
    };
  });
  const hosts = hostsOf(link, connector, { ...state.parameters, ...link.row.parameters });
  return { hosts, isKept: isCredentialGrant(profile.grantType), title, description, documentation, answers };
}

function valueOf(form: unknown, name: keyof TypedCredentials): string {
  const value = fieldOf(form, `credential.${name}`);
  return name === 'password' ? value : value.trim();
}

/** Where everything goes; `{parameters}` stand where the person has not yet said. */
function hostsOf(
  { profile }: OpenLink,
  connector: Pick<Connector, 'baseUrl'>,
  parameters: Readonly<Record<string, string>>,
): readonly string[] {
  const open = profile.parameterDefinitions.map(({ name, default: value }) => [name, value ?? `{${name}}`]);
  const known = { ...(Object.fromEntries(open) as Record<string, string>), ...parameters };
  const urls = profile.typedGoesTo(parameters, () => baseUrlOf(connector, known));
  return [...new Set(urls.flatMap((url) => /^[a-z]+:\/\/([^/?#]+)/i.exec(url)?.[1] ?? []))];
}

/** Empty where the connector can tell it only once somebody has authorized. */
function baseUrlOf({ baseUrl }: Pick<Connector, 'baseUrl'>, parameters: Readonly<Record<string, string>>): string {
  try {
    return baseUrl({ parameters, extras: {}, scopes: [] });
  } catch {
    return '';
  }
}
