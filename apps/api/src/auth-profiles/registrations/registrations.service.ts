import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { Environment } from '../../config/environment.js';
import { EncryptionService, type SealedColumn } from '../../encryption/encryption.service.js';
import type { AuthProfile } from '../auth-profile.entity.js';
import {
  resolveRegistration,
  type ClientRegistration,
  type RegistrationSurroundings,
  type ResolvedAuthProfile,
} from '../resolved-auth-profile.js';
import { wayOf } from './ways.js';
import { registrationOf, showCustom, type ProfileSecrets, type ShownProfile } from './shown-profile.js';

/** The secret columns of a profile. */
export type SealedSecrets = Pick<AuthProfile, 'clientSecretSealed' | 'authorizationValuesSealed'>;

/** Seals and opens the secrets of custom profiles, and shapes the rows for those who work with them or look at them. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly encryption: EncryptionService,
    private readonly connectors: ConnectorsService,
    private readonly environment: Environment,
  ) {}

  /** What is kept in the row of a profile instead of its secrets. */
  async seal(id: string, { clientSecret, values }: ProfileSecrets): Promise<SealedSecrets> {
    return {
      clientSecretSealed: clientSecret === undefined ? null : await this.encryption.seal(clientSecret, secretPlace(id)),
      authorizationValuesSealed:
        values.length === 0 ? null : await this.encryption.seal(JSON.stringify(values), valuesPlace(id)),
    };
  }

  /** A profile with its secrets opened. */
  async open(row: AuthProfile): Promise<ClientRegistration> {
    const { id, clientSecretSealed, authorizationValuesSealed } = row;
    const [clientSecret, values] = await Promise.all([
      clientSecretSealed === null ? undefined : this.encryption.open(clientSecretSealed, secretPlace(id)),
      authorizationValuesSealed === null ? '[]' : this.encryption.open(authorizationValuesSealed, valuesPlace(id)),
    ]);
    return registrationOf(row, { clientSecret, values: JSON.parse(values) as string[] });
  }

  /** A profile as the rest of the server works with it. */
  async resolve(row: AuthProfile): Promise<ResolvedAuthProfile> {
    return resolveRegistration(await this.open(row), this.surroundings(row));
  }

  /** A profile as people may see it. */
  show(row: AuthProfile): ShownProfile {
    return showCustom(row, this.surroundings(row));
  }

  private surroundings(row: AuthProfile): RegistrationSurroundings {
    const connector = row.connectorId === null ? undefined : this.connectors.registry.find(row.connectorId);
    return { publicUrl: this.environment.publicUrl, ...wayOf(row, connector) };
  }
}

function secretPlace(id: string): SealedColumn {
  return { table: 'auth_profiles', column: 'client_secret_sealed', id };
}

function valuesPlace(id: string): SealedColumn {
  return { table: 'auth_profiles', column: 'authorization_values_sealed', id };
}
