import type { Schema } from '../../../api/client.ts';
import type { AuthProfile } from '../auth-profiles.queries.ts';

type Placement = Schema<'PlacementDto'>['in'];

/** What people are asked for where no connector tells it, as it is typed. */
export interface OwnCredentials {
  readonly placement: {
    /** Where a key goes; a user name and password have one place only. */
    readonly in: Exclude<Placement, 'basic'>;
    readonly name: string;
    readonly prefix: string;
    readonly usernameSuffix: string;
    readonly password: string;
  };
  readonly checkUrl: string;
  readonly usernameTitle: string;
  readonly passwordTitle: string;
  readonly keyTitle: string;
}

/** Nothing typed yet. */
export const blankCredentials: OwnCredentials = {
  placement: { in: 'header', name: 'Authorization', prefix: 'Bearer ', usernameSuffix: '', password: '' },
  ...{ checkUrl: '', usernameTitle: '', passwordTitle: '', keyTitle: '' },
};

/** What is stored of a profile, to be changed. */
export function credentialsOf({ credentials }: Pick<AuthProfile, 'credentials'>): OwnCredentials {
  if (credentials === null) return blankCredentials;
  const { placement, ...texts } = credentials;
  const { name = '', prefix = '', usernameSuffix = '', password = '' } = placement;
  const where = placement.in === 'basic' ? 'header' : placement.in;
  return { ...blankCredentials, ...texts, placement: { in: where, name, prefix, usernameSuffix, password } };
}

/** What is sent of them: only what the kind has, and no empty text. */
export function bodyOfCredentials(own: OwnCredentials, kind: 'basic' | 'api-key'): Schema<'OwnCredentialsDto'> {
  const { checkUrl, usernameTitle, passwordTitle, keyTitle } = own;
  const titles: Readonly<Record<string, string>> = kind === 'basic' ? { usernameTitle, passwordTitle } : { keyTitle };
  return { placement: placementOf(own, kind), ...withoutEmpty({ checkUrl: checkUrl.trim(), ...titles }) };
}

function placementOf({ placement }: OwnCredentials, kind: 'basic' | 'api-key'): Schema<'PlacementDto'> {
  const { name, prefix, usernameSuffix, password } = placement;
  if (kind === 'basic') return { in: 'basic', ...withoutEmpty({ usernameSuffix }) };
  if (placement.in === 'basic-username') return { in: placement.in, ...withoutEmpty({ password }) };
  const named = withoutEmpty({ name: name.trim() });
  return { in: placement.in, ...named, ...(placement.in === 'header' && withoutEmpty({ prefix })) };
}

function withoutEmpty(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}
