import { VaultKeyMissingError } from '#auth-profiles';
import type { Environment } from '../../config/environment.js';
import { remotePrefix, type KeyService } from './key-service.js';
import { localKeys } from './local-keys.js';
import { readMasterKeys } from './master-keys.js';
import { remoteKeys } from './remote-keys.js';

type Settings = Pick<Environment, 'masterKeys' | 'dataFolder' | 'keyServiceUrl' | 'keyServiceToken'>;

/**
 * The key service that the environment names: the remote one, or else the master keys of this process. Beside a remote one, master
 * keys of the environment go on unwrapping what they have wrapped, until a rotation has wrapped it anew.
 * @throws {MasterKeysInvalidError}
 */
export async function openKeyService(environment: Settings): Promise<KeyService> {
  const { keyServiceUrl: url, keyServiceToken: token, masterKeys } = environment;
  if (url === undefined) return localKeys((await readMasterKeys(environment)).ring);
  const remote = remoteKeys({ url, token });
  const local = masterKeys.length > 0 ? localKeys((await readMasterKeys(environment)).ring) : undefined;
  return {
    ...remote,
    unwrap(dataKeyId, wrapped) {
      if (wrapped.startsWith(remotePrefix)) return remote.unwrap(dataKeyId, wrapped);
      return local === undefined
        ? Promise.reject(new VaultKeyMissingError('of ATTACHE_MASTER_KEYS'))
        : local.unwrap(dataKeyId, wrapped);
    },
    masterKeyOf: (wrapped) =>
      (wrapped.startsWith(remotePrefix) ? remote : local)?.masterKeyOf(wrapped) ?? 'ATTACHE_MASTER_KEYS',
  };
}
