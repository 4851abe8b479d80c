import type { ExitName } from '../exits.js';

/** A bot and a system as a page names them; what is not known is spoken of in general. */
export interface PageParties {
  readonly bot?: string;
  readonly system?: string;
  readonly isShared?: boolean;
}

/** A value that the person is asked for, because the provider's address needs it. */
export interface ParameterQuestion {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly value: string;
  readonly fault?: 'missing' | 'invalid';
}

/** What a scope allows, in plain words. */
export interface ScopeWords {
  readonly description: string;
  readonly translations?: Readonly<Record<string, string>>;
}

/** One thing that the person is asked for because it authorizes calls; what is secret never comes back in `value`. */
export interface CredentialAnswer {
  readonly name: 'username' | 'password' | 'key';
  /** In English; empty where the page has words of its own. */
  readonly title: string;
  readonly description: string;
  readonly translations?: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  readonly value: string;
  readonly fault?: 'missing' | 'invalid';
}

/** What is asked for on the page itself, instead of at the provider. */
export interface CredentialForm {
  /** Where it goes. */
  readonly hosts: readonly string[];
  /** Whether it is kept for later calls, or exchanged for tokens at once. */
  readonly isKept: boolean;
  /** What the system calls it, and what to know of it, in English; empty where nothing is known. */
  readonly title: string;
  readonly description: string;
  readonly documentation?: string;
  readonly answers: readonly CredentialAnswer[];
}

/** What a link opens: who asks, for what, for whom. */
export interface LandingPage {
  readonly kind: 'landing';
  readonly parties: PageParties;
  /** Path of the link: both forms are posted to it. */
  readonly action: string;
  readonly formToken: string;
  /** Masked; undefined when the authorization is shared. */
  readonly person?: { readonly identity: string; readonly channel: string };
  readonly minutesLeft: number;
  /** What is asked for, in English and in the other languages that there are words in. */
  readonly scopes: readonly ScopeWords[];
  readonly questions: readonly ParameterQuestion[];
  readonly credentials?: CredentialForm;
  readonly alert?: LandingAlert;
  /** Plain English of a connector, where the alert has one. */
  readonly message?: string;
}

/** Why a landing page comes back. */
export type LandingAlert =
  'press-again' | 'errors' | 'credentials-refused' | 'system-unavailable' | 'account-not-usable' | 'busy';

/** What the account has several of, for the browser that finished. */
export interface ChoicePage {
  readonly kind: 'choice';
  readonly parties: PageParties;
  readonly action: string;
  readonly formToken: string;
  /** In English, as the connector says it. */
  readonly title: string;
  readonly description: string;
  readonly minutesLeft: number;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  readonly alert?: 'press-again' | 'nothing-chosen';
}

/** What a last page tells the page that opened it. */
export interface HandOver {
  readonly requestId: string;
  readonly status: string;
  /** Exact origins of pages that hold the chat, and may be handed the code. */
  readonly origins: readonly string[];
}

/** The code of the same-person proof, for the browser that finished. */
export interface CodePage {
  readonly kind: 'code';
  readonly parties: PageParties;
  readonly code: string;
  readonly minutesLeft: number;
  readonly accountName?: string;
  readonly returnUrl?: string;
  readonly handOver?: HandOver;
}

/** How a visit ends. */
export interface ExitPage {
  readonly kind: 'exit';
  readonly exit: ExitName;
  readonly parties?: PageParties;
  /** Plain English, where the exit has one. */
  readonly message?: string;
  readonly accountName?: string;
  readonly returnUrl?: string;
  /** What an administrator can look up. */
  readonly reference?: string;
  readonly handOver?: HandOver;
}

/** Fields of the set-up form that can be wrong; `token` is the link itself. */
export type SetUpField = 'token' | 'name' | 'email' | 'password';

/** The first run's form. */
export interface SetUpPage {
  readonly kind: 'set-up';
  readonly token: string;
  readonly values: { readonly name: string; readonly email: string };
  readonly faults: readonly SetUpField[];
}

/** What to do once the installation has an owner. */
export interface ReadyPage {
  readonly kind: 'ready';
  readonly publicUrl: string;
  readonly name: string;
  readonly email: string;
}

/** What runs here, while nobody owns it. */
export interface WelcomePage {
  readonly kind: 'welcome';
}

/** Every page that the server renders. */
export type Page = LandingPage | ChoicePage | CodePage | ExitPage | SetUpPage | ReadyPage | WelcomePage;
