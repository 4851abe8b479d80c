import { Injectable } from '@nestjs/common';
import type { TokenSet } from '#auth-profiles';
import { DataSource, type EntityManager, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { Authorization } from '../authorization.entity.js';

/** Seals token sets for the row that holds them, and opens them again. */
@Injectable()
export class TokenVaultService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
  ) {}

  /** A row with its sealed token set. */
  async read(id: string): Promise<Authorization | undefined> {
    return (await this.rows(this.dataSource.manager).where({ id }).getOne()) ?? undefined;
  }

  /** A row with its sealed token set, locked until the transaction ends. */
  async lock(manager: EntityManager, where: string, parameters: ObjectLiteral): Promise<Authorization | undefined> {
    const locked = this.rows(manager).setLock('pessimistic_write').where(where, parameters);
    return (await locked.getOne()) ?? undefined;
  }

  /**
   * The token set of a row; undefined when it is erased.
   * @throws {VaultKeyMissingError}; {VaultTamperedError}
   */
  async open({ id, tokenSetSealed }: Authorization): Promise<TokenSet | undefined> {
    if (tokenSetSealed === null) return undefined;
    return JSON.parse(await this.encryption.open(tokenSetSealed, placeOf(id))) as TokenSet;
  }

  seal(id: string, tokenSet: TokenSet): Promise<string> {
    return this.encryption.seal(JSON.stringify(tokenSet), placeOf(id));
  }

  private rows(manager: EntityManager): SelectQueryBuilder<Authorization> {
    return manager.createQueryBuilder(Authorization, 'authorization').addSelect('authorization.tokenSetSealed');
  }
}

function placeOf(id: string) {
  return { table: 'authorizations', column: 'token_set_sealed', id } as const;
}
