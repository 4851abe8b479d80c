import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { inPlainWords } from '../../sessions/listing/user-agents.js';
import { NoticesService } from '../telling/notices.service.js';

/** Where somebody has signed in from. */
interface Place {
  readonly memberId: string;
  readonly address: string;
  readonly browser: string;
}

/** Tells members when they have signed in from a place that was not seen before; their first one is no news. */
@Injectable()
export class SignInsService {
  constructor(
    private readonly notices: NoticesService,
    events: EventsService,
  ) {
    events.handle(['member.signed-in'], 'notices-of-sign-ins', (event) => this.signedIn(event));
  }

  private async signedIn({ id, workspaceId, data, occurredAt }: DomainEvent): Promise<void> {
    const memberId = String(data['memberId']);
    const address = String(data['address'] ?? '');
    const browser = inPlainWords(String(data['userAgent'] ?? ''));
    await this.notices.tell(async (manager) => {
      if (!(await isNews(manager, { memberId, address, browser }))) return undefined;
      const when = `${occurredAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
      return {
        ...{ workspaceId, kind: 'new-sign-in', topic: id, occasion: id },
        title: `New sign-in with ${browser}`,
        body: `Your account was used with ${browser} from the address ${address} at ${when}. If that was not you, end the session and change your password.`,
        recipients: [{ memberId, link: '/account' }],
      };
    });
  }
}

/** Remembers the place; news is one that is new to somebody who has been elsewhere. */
async function isNews(manager: EntityManager, place: Place): Promise<boolean> {
  const { memberId } = place;
  const known = await manager.query<unknown[]>('SELECT 1 FROM members WHERE id = $1 FOR UPDATE', [memberId]);
  if (known.length === 0) return false;
  const [count] = await manager.query<{ readonly others: number }[]>(
    'SELECT count(*)::integer AS others FROM sign_in_places WHERE member_id = $1',
    [memberId],
  );
  const [row] = await manager.query<{ readonly isNew: boolean }[]>(
    `INSERT INTO sign_in_places (member_id, fingerprint) VALUES ($1, $2)
     ON CONFLICT (member_id, fingerprint) DO UPDATE SET seen_at = now() RETURNING xmax = 0 AS "isNew"`,
    [memberId, fingerprintOf(place)],
  );
  return row?.isNew === true && (count?.others ?? 0) > 0;
}

/** The same for every address that one connection may have: of IPv6, those of a /64. */
function fingerprintOf({ memberId, address, browser }: Place): string {
  const network = isIPv6(address) && !address.startsWith('::') ? address.split(':').slice(0, 4).join(':') : address;
  return createHash('sha256').update(`${memberId} ${network} ${browser}`).digest('base64url');
}
