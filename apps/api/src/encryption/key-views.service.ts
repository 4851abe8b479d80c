import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DataKey } from './data-key.entity.js';
import { toKeyRotationView, type EncryptionView, type SealedContentView } from './encryption.dto.js';
import { EncryptionService } from './encryption.service.js';
import { RotationService } from './rotation/rotation.service.js';
import { RotationsService } from './rotation/rotations.service.js';

/** How many texts of each place each key has sealed. */
type Census = readonly { readonly place: string; readonly keyId: string; readonly count: number }[];

/** So much of a sealed text as holds the id of its key, whose length is the same for all. */
const headLength = 88;
/** Counting reads every sealed row: whoever watches a rotation asks each second. */
const countedForMs = 15_000;

/** Shows the keys, and what they have sealed. */
@Injectable()
export class KeyViewsService {
  private counted?: { readonly census: Promise<Census>; readonly atMs: number; readonly rotation: string };

  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
    private readonly rotation: RotationService,
    private readonly rotations: RotationsService,
  ) {}

  async show(): Promise<EncryptionView> {
    const keys = await this.dataSource.manager.find(DataKey, { order: { createdAt: 'DESC', id: 'DESC' } });
    const rotation = await this.rotations.last();
    const census = await this.census(`${rotation?.id} ${rotation?.step}`);
    const current = keys[0]?.id ?? '';
    return {
      keyService: this.encryption.keyService.kind,
      keys: keys.map(({ id, wrappedKey, createdAt, retiredAt }) => ({
        id,
        isCurrent: id === current,
        masterKeyId: this.encryption.keyService.masterKeyOf(wrappedKey),
        sealedCount: sum(census.filter(({ keyId }) => keyId === id)),
        createdAt: createdAt.toISOString(),
        retiredAt: retiredAt?.toISOString() ?? null,
      })),
      contents: contentsOf(census, current),
      rotation: rotation === undefined ? null : toKeyRotationView(rotation),
    };
  }

  private async census(rotation: string): Promise<Census> {
    const { counted } = this;
    const isFresh = counted?.rotation === rotation && performance.now() - counted.atMs < countedForMs;
    if (counted !== undefined && isFresh) return counted.census;
    const census = this.count();
    this.counted = { census, atMs: performance.now(), rotation };
    census.catch(() => (this.counted = undefined));
    return census;
  }

  private async count(): Promise<Census> {
    const census: Census[number][] = [];
    for (const { table, column } of await this.rotation.places()) {
      const rows = await this.dataSource.query<{ head: string; count: number }[]>(
        `SELECT left(${column}, $1) AS head, count(*)::integer AS count FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1`,
        [headLength],
      );
      for (const { head, count } of rows) census.push({ place: `${table}.${column}`, keyId: keyIdIn(head), count });
    }
    return census;
  }
}

function keyIdIn(head: string): string {
  return /"kid":"([\w-]+)"?/.exec(Buffer.from(head, 'base64url').toString())?.[1] ?? '';
}

function contentsOf(census: Census, current: string): readonly SealedContentView[] {
  const places = [...new Set(census.map(({ place }) => place))];
  return places.map((place) => {
    const own = census.filter((each) => each.place === place);
    return { place, sealedCount: sum(own), outdatedCount: sum(own.filter(({ keyId }) => keyId !== current)) };
  });
}

function sum(census: Census): number {
  return census.reduce((total, { count }) => total + count, 0);
}
