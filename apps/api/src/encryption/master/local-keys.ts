import { createVault, parseKey, VaultKeyMissingError, type KeyRing, type VaultContext } from '#auth-profiles';
import { remotePrefix, type KeyService } from './key-service.js';

/** The key service of this process: master keys of the environment, or of the data folder. */
export function localKeys(ring: KeyRing): KeyService {
  const vault = createVault(ring);
  return {
    kind: 'local',
    wrap: (dataKeyId, key) => vault.seal(Buffer.from(key).toString('base64url'), contextOf(dataKeyId)),
    async unwrap(dataKeyId, wrapped) {
      if (wrapped.startsWith(remotePrefix))
        throw new VaultKeyMissingError('of the key service: ATTACHE_KEY_SERVICE_URL');
      return parseKey(await vault.open(wrapped, contextOf(dataKeyId)));
    },
    masterKeyOf: (wrapped) => vault.keyIdOf(wrapped),
  };
}

function contextOf(dataKeyId: string): VaultContext {
  return { row: `data-keys/${dataKeyId}`, purpose: 'data-key' };
}
