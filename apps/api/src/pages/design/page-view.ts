import type { Tone } from '../exits.js';

/** A label and what it stands for. */
export interface Fact {
  readonly term: string;
  readonly value: string;
}

/** One field of a form; `error` is said where it is. */
export interface FormField {
  readonly name: string;
  readonly type: 'text' | 'email' | 'password';
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly examples?: string;
  /** Of label and hint, where it is not the page's. */
  readonly language?: string;
  readonly error?: string;
  /** Gets the focus. */
  readonly isFirstFault?: boolean;
  readonly autocomplete?: string;
  readonly minLength?: number;
  readonly maxLength: number;
}

/** A form that is posted to this server. */
export interface FormView {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly FormField[];
  /** What to know before filling it in. */
  readonly intro?: {
    readonly title: string;
    readonly text: string;
    readonly language?: string;
    readonly link?: { readonly href: string; readonly label: string };
  };
  /** One of them is chosen. */
  readonly choices?: {
    readonly name: string;
    readonly legend: string;
    readonly hint: string;
    /** Of legend and hint, where it is not the page's. */
    readonly language?: string;
    readonly items: readonly { readonly value: string; readonly label: string }[];
    readonly error?: string;
  };
  readonly submit: string;
  readonly isSecondary?: boolean;
}

/** What the script of a last page is told. */
export interface HandOverView {
  readonly requestId: string;
  readonly status: string;
  /** Parted by spaces. */
  readonly origins: string;
  readonly code?: string;
  readonly back?: string;
}

/** Everything that a page can show; what is missing is left out. All of it is text: the template escapes it. */
export interface PageView {
  readonly title: string;
  readonly tone?: Tone | 'lock' | 'wave';
  /** Initials of the bot and of the system. */
  readonly emblem?: { readonly bot: string; readonly system: string };
  readonly lead: string;
  /** Plain English of a connector or provider, whatever the language of the page. */
  readonly message?: { readonly label: string; readonly text: string };
  readonly alert?: string;
  readonly handOver?: HandOverView;
  readonly facts?: readonly Fact[];
  readonly code?: { readonly label: string; readonly shown: string; readonly spelled: string };
  readonly list?: { readonly title: string; readonly items: readonly string[]; readonly language?: string };
  readonly warning?: string;
  readonly forms?: readonly FormView[];
  readonly steps?: { readonly title: string; readonly items: readonly string[] };
  readonly commands?: readonly { readonly title: string; readonly hint?: string; readonly text: string }[];
  readonly links?: readonly { readonly href: string; readonly label: string; readonly isPrimary?: boolean }[];
  readonly note?: string;
  readonly reference?: string;
}

/** The fields, with the focus on the first that is wrong. */
export function focusFirstFault(fields: readonly FormField[]): readonly FormField[] {
  const first = fields.find(({ error }) => error !== undefined);
  return fields.map((field) => (field === first ? { ...field, isFirstFault: true } : field));
}
