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
  readonly alert?: 'press-again' | 'errors';
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
export type Page = LandingPage | CodePage | ExitPage | SetUpPage | ReadyPage | WelcomePage;
