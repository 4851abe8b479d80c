import { MembersAndBots1764000000001 } from './0001-members-and-bots.migration.js';
import { ActionsAndEvents1764000000002 } from './0002-actions-and-events.migration.js';
import { AuthProfilesAndWebhooks1764000000003 } from './0003-auth-profiles-and-webhooks.migration.js';
import { Authorizations1764000000004 } from './0004-authorizations.migration.js';
import { AuthorizationRequests1764000000005 } from './0005-authorization-requests.migration.js';
import { Runs1764000000006 } from './0006-runs.migration.js';
import { Dialogs1764000000007 } from './0007-dialogs.migration.js';
import { DraftsAndDebugging1764000000008 } from './0008-drafts-and-debugging.migration.js';
import { Console1764000000009 } from './0009-console.migration.js';
import { Chats1764000000010 } from './0010-chats.migration.js';
import { WaysToAuthorize1764000000011 } from './0011-ways-to-authorize.migration.js';
import { SampleResponses1764000000012 } from './0012-sample-responses.migration.js';
import { RolesAndDivisions1764000000013 } from './0013-roles-and-divisions.migration.js';
import { SigningIn1764000000014 } from './0014-signing-in.migration.js';
import { AuditTrail1764000000015 } from './0015-audit-trail.migration.js';
import { MailsAndNotices1764000000016 } from './0016-mails-and-notices.migration.js';
import { OrderedWebhooks1764000000017 } from './0017-ordered-webhooks.migration.js';
import { OwnersOfAuthorizations1764000000018 } from './0018-owners-of-authorizations.migration.js';
import { KeyRotations1764000000019 } from './0019-key-rotations.migration.js';
import { Invitations1764000000020 } from './0020-invitations.migration.js';
import { WaitsOutliveActions1764000000021 } from './0021-waits-outlive-actions.migration.js';
import { Erasures1764000000022 } from './0022-erasures.migration.js';
import { LanesInOneStep1764000000023 } from './0023-lanes-in-one-step.migration.js';
import { SigningOut1764000000024 } from './0024-signing-out.migration.js';

/** Every migration, in the order in which they run. */
export const migrations = [
  MembersAndBots1764000000001,
  ActionsAndEvents1764000000002,
  AuthProfilesAndWebhooks1764000000003,
  Authorizations1764000000004,
  AuthorizationRequests1764000000005,
  Runs1764000000006,
  Dialogs1764000000007,
  DraftsAndDebugging1764000000008,
  Console1764000000009,
  Chats1764000000010,
  WaysToAuthorize1764000000011,
  SampleResponses1764000000012,
  RolesAndDivisions1764000000013,
  SigningIn1764000000014,
  AuditTrail1764000000015,
  MailsAndNotices1764000000016,
  OrderedWebhooks1764000000017,
  OwnersOfAuthorizations1764000000018,
  KeyRotations1764000000019,
  Invitations1764000000020,
  WaitsOutliveActions1764000000021,
  Erasures1764000000022,
  LanesInOneStep1764000000023,
  SigningOut1764000000024,
];
