import {
  focusFirstFault,
  type FormField,
  type FormView,
  type HandOverView,
  type PageView,
} from '../design/page-view.js';
import { exits, type Exit } from '../exits.js';
import type { Parties, Texts } from '../texts/texts.js';
import { alertOf, credentialFields, fateOf, introOf } from './credential-views.js';
import type { CodePage, ExitPage, HandOver, LandingPage, PageParties, ParameterQuestion, ScopeWords } from './page.js';

const maxNameLength = 80;

/** A name from outside as one harmless line: no control, no formatting characters that could turn a sentence round. */
function plainName(name: string | undefined, otherwise: string): string {
  const plain = (name ?? '').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...plain].slice(0, maxNameLength).join('') || otherwise;
}

/** The parties of a page as its texts name them. */
export function partiesOf(texts: Texts, { bot, system, isShared = false }: PageParties = {}): Parties {
  return { bot: plainName(bot, texts.unknownBot), system: plainName(system, texts.unknownSystem), isShared };
}

/** What stands for a name in an emblem. */
export function initial(name: string): string {
  return [...name.normalize('NFC')].find((character) => /[\p{L}\p{N}]/u.test(character))?.toUpperCase() ?? '·';
}

function hostOf(url: string): string {
  return new URL(url).host;
}

/** The page that a link opens. */
export function landingView(texts: Texts, page: LandingPage, language: string): PageView {
  const words = texts.landing;
  const parties = partiesOf(texts, page.parties);
  const { person } = page;
  const audience = parties.isShared ? words.everybody : words.yourself;
  const identity = person === undefined ? audience : identityOf(texts, person);
  return {
    title: words.title(parties),
    emblem: { bot: initial(parties.bot), system: initial(parties.system) },
    lead: words.lead(parties),
    alert: alertOf(texts, parties, page),
    ...(page.message !== undefined && { message: { label: texts.details, text: page.message } }),
    facts: [
      { term: person === undefined ? words.audience : words.person, value: identity },
      ...(page.credentials === undefined
        ? []
        : [{ term: texts.credentials.goesTo, value: page.credentials.hosts.join(', ') }]),
      { term: words.validFor, value: texts.minutes(page.minutesLeft) },
    ],
    list: scopeList(texts.landing, parties, wordsIn(language, page.scopes)),
    warning: words.beware(parties),
    forms: landingForms(texts, parties, { page, language }),
    note: page.credentials === undefined ? words.privacy(parties) : fateOf(texts, parties, page.credentials),
  };
}

function identityOf(texts: Texts, { identity, channel }: NonNullable<LandingPage['person']>): string {
  return channel === 'api' ? identity : texts.landing.on(identity, channel);
}

interface Words {
  readonly items: readonly string[];
  readonly language?: string;
}

/** In the page's language where all of them can be said in it, in English otherwise. */
function wordsIn(language: string, scopes: readonly ScopeWords[]): Words {
  const translated = scopes.flatMap(({ translations }) => translations?.[language] ?? []);
  if (translated.length === scopes.length) return { items: translated };
  return { items: scopes.map(({ description }) => description), language: 'en' };
}

function scopeList(words: Texts['landing'], parties: Parties, scopes: Words): PageView['list'] {
  const title = words.scopes(parties);
  return scopes.items.length === 0 ? { title, items: [words.noScopes] } : { title, ...scopes };
}

interface LandingIn {
  readonly page: LandingPage;
  readonly language: string;
}

function landingForms(texts: Texts, parties: Parties, { page, language }: LandingIn): readonly FormView[] {
  const hidden = [{ name: 'formToken', value: page.formToken }];
  const { credentials } = page;
  const questions = page.questions.map((question) => questionField(texts, question));
  const answers = credentials === undefined ? [] : credentialFields(texts, credentials, language);
  const fields = focusFirstFault([...questions, ...answers]);
  const words = texts.landing;
  const submit = credentials === undefined ? words.continue(parties) : texts.credentials.submit(parties);
  const intro = credentials && introOf(texts, credentials);
  return [
    { action: page.action, hidden, fields, submit, intro },
    { action: `${page.action}/decline`, hidden, fields: [], submit: words.decline, isSecondary: true },
  ];
}

function questionField({ landing }: Texts, question: ParameterQuestion): FormField {
  const examples = question.examples.join(', ');
  const errors = { missing: landing.parameterMissing, invalid: landing.parameterInvalid };
  return {
    ...{ name: `parameter.${question.name}`, type: 'text', value: question.value },
    ...{ label: question.title, hint: question.description, language: 'en' },
    ...(examples !== '' && { examples: landing.examples(examples) }),
    error: question.fault && errors[question.fault],
    autocomplete: 'off',
    maxLength: 253,
  };
}

/** The code of the same-person proof. */
export function codeView(texts: Texts, page: CodePage): PageView {
  const parties = partiesOf(texts, page.parties);
  const { code, accountName, returnUrl } = page;
  return {
    title: texts.code.title,
    tone: 'lock',
    lead: texts.code.lead(parties),
    code: { label: texts.code.label, shown: `${code.slice(0, 3)} ${code.slice(3)}`, spelled: [...code].join(' ') },
    facts: [
      ...(accountName === undefined ? [] : [{ term: texts.account, value: plainName(accountName, '·') }]),
      { term: texts.code.validFor, value: texts.minutes(page.minutesLeft) },
    ],
    warning: texts.code.beware(parties),
    ...handOverView(page.handOver, { code }),
    ...(returnUrl !== undefined && {
      links: [{ href: returnUrl, label: texts.back(hostOf(returnUrl)) }],
      note: texts.code.hostKnowsYou(parties),
    }),
  };
}

/** How a visit ends: what happened, and what to do next. */
export function exitView(texts: Texts, page: ExitPage): PageView {
  const exit: Exit = exits[page.exit];
  const words = texts.exits[page.exit];
  const parties = partiesOf(texts, page.parties);
  const { returnUrl, reference, accountName } = page;
  const isReferenced = exit.steps.some((step) => step.startsWith('tell-administrator')) && reference !== undefined;
  return {
    title: words.title(parties),
    tone: exit.tone,
    lead: words.text(parties),
    ...(exit.hasMessage === true && page.message && { message: { label: texts.details, text: page.message } }),
    ...(accountName && { facts: [{ term: texts.account, value: plainName(accountName, '·') }] }),
    steps: { title: texts.next, items: exit.steps.map((step) => texts.steps[step](parties)) },
    ...(returnUrl && { links: [{ href: returnUrl, label: texts.back(hostOf(returnUrl)), isPrimary: true }] }),
    ...(isReferenced && { reference }),
    ...handOverView(page.handOver, { back: returnUrl }),
  };
}

function handOverView(
  handOver: HandOver | undefined,
  more: Pick<HandOverView, 'code' | 'back'>,
): Pick<PageView, 'handOver'> {
  return handOver === undefined ? {} : { handOver: { ...handOver, origins: handOver.origins.join(' '), ...more } };
}
