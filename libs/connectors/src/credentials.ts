import type { PresetParameter } from './preset.js';

/** One thing that a person types in: never part of a URL, always kept like a token. */
export interface CredentialField {
  readonly title: string;
  /** Where the person finds it, in plain words. */
  readonly description: string;
  /** The same in other languages, by language tag (`de`). */
  readonly translations?: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  /** A regular expression for the whole value. */
  readonly pattern?: string;
}

/** Where what was typed in goes in each call. */
export type CredentialPlacement =
  /** `Authorization: Basic`, of user name and password (RFC 7617); some systems mark the user name, such as `/token`. */
  | { readonly in: 'basic'; readonly usernameSuffix?: string }
  /** `Authorization: Basic`, with the key as the user name and a password that means nothing. */
  | { readonly in: 'basic-username'; readonly password: string }
  /** A header; `prefix` goes before the key, such as `Bearer `. */
  | { readonly in: 'header'; readonly name: string; readonly prefix?: string }
  | { readonly in: 'query'; readonly name: string };

interface CredentialPresetBase {
  /** Unique in the connector: `api-token`. */
  readonly id: string;
  /** What the system calls it: "API token". */
  readonly title: string;
  /** What whoever authorizes has to know: where it is made, what it allows. */
  readonly description: string;
  /** What the base URL needs to know, such as `subdomain`. */
  readonly parameters: readonly PresetParameter[];
  /** The vendor's page about it. */
  readonly documentation?: string;
}

/** A way to authorize without OAuth: whoever authorizes types in what the system gave them. */
export type CredentialPreset =
  | (CredentialPresetBase & {
      readonly kind: 'basic';
      readonly username: CredentialField;
      readonly password: CredentialField;
      readonly placement: Extract<CredentialPlacement, { readonly in: 'basic' }>;
    })
  | (CredentialPresetBase & {
      readonly kind: 'api-key';
      readonly key: CredentialField;
      readonly placement: Exclude<CredentialPlacement, { readonly in: 'basic' }>;
    });
