import { isCredentialGrant } from '#auth-profiles';
import type { Environment } from '../../config/environment.js';
import { judgeEntry, type EntrySurroundings, type JudgedEntry } from './system-profile-entry.js';
import { builtInProfiles, idsOf, toSystemProfile, type SystemProfile } from './system-profile.js';

/** The operator's client registrations cannot be used; the message names entry and field, never a secret. */
export class SystemProfilesInvalidError extends Error {
  readonly code = 'system-profiles-invalid';
  override readonly name = 'SystemProfilesInvalidError';
}

/** What there is without any workspace's doing: the operator's registrations, and what people can type in. Each serves one connector of ours. */
export class SystemProfiles {
  private readonly byId: ReadonlyMap<string, SystemProfile>;

  constructor(profiles: readonly SystemProfile[]) {
    this.byId = new Map(profiles.map((profile) => [profile.resolved.id, profile]));
  }

  list(): readonly SystemProfile[] {
    return [...this.byId.values()];
  }

  find(id: string): SystemProfile | undefined {
    return this.byId.get(id);
  }

  /** Those of a connector, the best one first: grants of OAuth as the operator lists them, then what people type in. */
  of(connectorId: string): readonly SystemProfile[] {
    const own = this.list().filter(({ resolved }) => resolved.connectorId === connectorId);
    const isTyped = ({ resolved }: SystemProfile) => isCredentialGrant(resolved.grantType);
    return [...own.filter((profile) => !isTyped(profile)), ...own.filter(isTyped)];
  }
}

type Settings = Pick<Environment, 'systemProfiles' | 'publicUrl'>;

/**
 * The profiles that the environment lists.
 * @throws {SystemProfilesInvalidError} naming every entry and field that is wrong
 */
export async function readSystemProfiles(
  settings: Settings,
  connectors: EntrySurroundings['connectors'],
): Promise<SystemProfiles> {
  const { publicUrl } = settings;
  const judged = parseList(settings.systemProfiles ?? '[]').map((entry) =>
    judgeEntry(entry, { connectors, publicUrl }),
  );
  const complaints = judged.flatMap(toComplaints);
  if (complaints.length > 0) {
    throw new SystemProfilesInvalidError(
      `The system profiles of ATTACHE_SYSTEM_PROFILES are not usable:\n  ${complaints.join('\n  ')}`,
    );
  }
  const entries = judged.flatMap(({ valid }) => valid ?? []);
  const ids = idsOf(entries);
  const operators = entries.map((entry, index) => toSystemProfile(ids[index] ?? '', entry));
  const builtIn = builtInProfiles(connectors.registry.list(), publicUrl);
  return new SystemProfiles([...operators, ...builtIn.filter(({ resolved }) => !ids.includes(resolved.id))]);
}

function parseList(text: string): readonly unknown[] {
  const parsed = parse(text);
  if (Array.isArray(parsed)) return parsed;
  throw new SystemProfilesInvalidError(
    `The system profiles of ATTACHE_SYSTEM_PROFILES must be a JSON list: [{"connectorId": …, "clientId": …, "clientSecret": …}].`,
  );
}

/** Undefined for what is not JSON: the parser's own error would quote the text, and with it perhaps a secret. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toComplaints({ connectorId, way, violations }: JudgedEntry, index: number, all: readonly JudgedEntry[]) {
  const about = `entry ${index + 1}${connectorId === undefined ? '' : ` (${connectorId})`}`;
  const isSame = (other: JudgedEntry) => other.connectorId === connectorId && other.way === way;
  const first = connectorId === undefined ? -1 : all.findIndex(isSame);
  const doubled =
    first === -1 || first === index ? [] : [`${about}, connectorId: entry ${first + 1} is for it already.`];
  const broken = violations.map(
    ({ pointer, detail }) => `${[about, pointer.slice(1)].filter(Boolean).join(', ')}: ${detail}`,
  );
  return [...broken, ...doubled];
}
