import type { ExitName, NextStep } from '../exits.js';

/** Whom a page speaks of; every name in it comes from outside and is escaped when the page is rendered. */
export interface Parties {
  readonly bot: string;
  readonly system: string;
  /** An authorization that the bot uses for everybody, or for one person. */
  readonly isShared: boolean;
}

type Says = (parties: Parties) => string;

/** What an exit says: what happened, and what that means. */
export interface ExitTexts {
  readonly title: Says;
  readonly text: Says;
}

/** The page that a link opens. */
export interface LandingTexts {
  readonly title: Says;
  readonly lead: Says;
  readonly person: string;
  readonly audience: string;
  readonly everybody: string;
  /** A member, who connects an account of their own. */
  readonly yourself: string;
  readonly on: (identity: string, channel: string) => string;
  readonly validFor: string;
  readonly scopes: Says;
  readonly noScopes: string;
  readonly continue: Says;
  readonly decline: string;
  readonly beware: Says;
  readonly privacy: Says;
  readonly parameterMissing: string;
  readonly parameterInvalid: string;
  readonly examples: (examples: string) => string;
  readonly pressAgain: string;
  readonly errors: string;
}

/** What a page asks for itself, where there is no provider to sign in at. */
export interface CredentialTexts {
  readonly goesTo: string;
  readonly username: string;
  readonly password: string;
  readonly key: string;
  readonly submit: Says;
  /** What becomes of it: kept for later calls, or exchanged at once. */
  readonly kept: (parties: Parties, host: string) => string;
  readonly exchanged: (parties: Parties, host: string) => string;
  readonly more: string;
  readonly alerts: {
    readonly refused: Says;
    readonly unavailable: (parties: Parties, host: string) => string;
    readonly notUsable: Says;
    readonly busy: string;
  };
}

/** The page on which one of several things is chosen. */
export interface ChoiceTexts {
  readonly title: Says;
  readonly lead: Says;
  readonly validFor: string;
  readonly submit: string;
  readonly nothing: string;
}

/** The page that shows the code of the same-person proof. */
export interface CodeTexts {
  readonly title: string;
  readonly lead: Says;
  readonly label: string;
  readonly validFor: string;
  readonly beware: Says;
  readonly hostKnowsYou: Says;
}

/** The first run. */
export interface SetUpTexts {
  readonly title: string;
  readonly lead: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly passwordHint: string;
  readonly submit: string;
  readonly errors: string;
  readonly invalid: {
    readonly token: string;
    readonly name: string;
    readonly email: string;
    readonly password: string;
  };
  readonly doneTitle: string;
  readonly doneLead: (name: string) => string;
  readonly makeKey: string;
  readonly makeKeyHint: string;
  readonly useKey: string;
  readonly console: string;
  readonly reference: string;
}

/** The page at `/`. */
export interface WelcomeTexts {
  readonly title: string;
  readonly lead: string;
  readonly pending: string;
  readonly reference: string;
  readonly health: string;
}

/** Every word of every page: a language that lacks one does not compile. */
export interface Texts {
  /** The language's own name. */
  readonly language: string;
  readonly languages: string;
  readonly minutes: (count: number) => string;
  readonly next: string;
  readonly account: string;
  readonly reference: string;
  readonly details: string;
  readonly back: (host: string) => string;
  readonly unknownBot: string;
  readonly unknownSystem: string;
  readonly landing: LandingTexts;
  readonly credentials: CredentialTexts;
  readonly choice: ChoiceTexts;
  readonly code: CodeTexts;
  readonly exits: Readonly<Record<ExitName, ExitTexts>>;
  readonly steps: Readonly<Record<NextStep, Says>>;
  readonly setUp: SetUpTexts;
  readonly welcome: WelcomeTexts;
}
