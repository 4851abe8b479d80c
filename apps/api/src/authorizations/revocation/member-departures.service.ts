import { Injectable } from '@nestjs/common';
import { EventsService } from '../../events/events.service.js';
import { RevocationsService } from './revocations.service.js';

/** Revokes what members have connected when they are deactivated or removed. */
@Injectable()
export class MemberDeparturesService {
  constructor(events: EventsService, revocations: RevocationsService) {
    events.handle(['member.deactivated', 'member.removed'], 'authorizations-of-departed-members', ({ data }) =>
      revocations.revokeAllOfMember(String(data['memberId'])),
    );
  }
}
