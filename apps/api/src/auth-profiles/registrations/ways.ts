import { isCredentialGrant, type GrantType, type OwnCredentials } from '#auth-profiles';
import type { Connector, CredentialPreset, PresetParameter } from '#connectors';

/** What a profile says of how it authorizes. */
export interface ChosenWay {
  readonly grantType: GrantType;
  readonly credentialsId?: string | null;
  readonly credentials?: OwnCredentials | null;
}

/** What is known of a way to authorize besides the profile itself. */
export interface KnownWay {
  readonly parameters: readonly PresetParameter[];
  readonly credentials?: CredentialPreset;
}

type Offer = Pick<Connector, 'oauth' | 'credentials'> | undefined;

/** What a connector declares for a profile's way to authorize; without one, what the profile says itself. */
export function wayOf({ grantType, credentialsId, credentials: own }: ChosenWay, connector: Offer): KnownWay {
  if (!isCredentialGrant(grantType)) return { parameters: connector?.oauth?.parameters ?? [] };
  if (own != null) return { parameters: [], credentials: toPreset(grantType, own) };
  const credentials = connector?.credentials?.find(({ id, kind }) => id === credentialsId && kind === grantType);
  return { parameters: asBaseUrl(credentials?.parameters ?? []), credentials };
}

/** What credentials declare is what their base URL needs. */
function asBaseUrl(parameters: readonly PresetParameter[]): readonly PresetParameter[] {
  return parameters.map((parameter) => ({ ...parameter, isOfBaseUrl: true }));
}

const untitled = { id: 'own', title: '', description: '', parameters: [] } as const;

/** Without titles a page uses plain words of its own language. */
function toPreset(kind: 'basic' | 'api-key', own: OwnCredentials): CredentialPreset {
  const { placement, usernameTitle = '', passwordTitle = '', keyTitle = '' } = own;
  const field = (title: string) => ({ title, description: '' });
  if (kind === 'basic') {
    const { usernameSuffix } = placement;
    return {
      ...untitled,
      ...{ kind, username: field(usernameTitle), password: field(passwordTitle) },
      placement: { in: 'basic', usernameSuffix },
    };
  }
  return { ...untitled, kind, key: field(keyTitle), placement: keyPlacement(placement) };
}

function keyPlacement(
  placement: OwnCredentials['placement'],
): Extract<CredentialPreset, { kind: 'api-key' }>['placement'] {
  const { in: where, name = '', prefix, password = '' } = placement;
  if (where === 'query') return { in: 'query', name };
  return where === 'header' ? { in: 'header', name, prefix } : { in: 'basic-username', password };
}
