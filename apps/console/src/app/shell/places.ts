import {
  IconActivity,
  IconAddressBook,
  IconBell,
  IconFingerprint,
  IconHistory,
  IconKey,
  IconLock,
  IconMessages,
  IconPlugConnected,
  IconRobot,
  IconSettings,
  IconShieldCheck,
  IconShieldLock,
  IconSitemap,
  IconUserHeart,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import { holds, type Permission, type Session } from '../../api/session.ts';

/** A place of the console that the navigation and the command palette lead to. */
export interface Place {
  readonly label: string;
  readonly path: string;
  readonly icon: Icon;
  /** What entering needs; left out: being signed in. */
  readonly permission?: Permission;
  /** Whether it shows, also without the permission, what is one's own. */
  readonly hasOwn?: true;
}

/** Whether a member may enter a place: of a bot, by the bot's division. */
export function mayEnter(session: Session, { permission }: Place, divisionId: string | null): boolean {
  return permission === undefined || holds(session, permission, divisionId);
}

/** The place that a path leads to, or that it lies in. */
export function placeAt(places: readonly Place[], path: string): Place | undefined {
  return places.find((place) => path === place.path || path.startsWith(`${place.path}/`));
}

/** Where every bot is, and under which their pages lie. */
export const placeOfBots: Place = { label: 'Bots', path: '/bots', icon: IconRobot, permission: 'bots:view' };

/** The places of a bot. */
export const placesOfBot = (botId: string): readonly Place[] => [
  { label: 'Actions', path: `/bots/${botId}/actions`, icon: IconPlugConnected, permission: 'actions:view' },
  { label: 'Dialogs', path: `/bots/${botId}/dialogs`, icon: IconSitemap, permission: 'dialogs:view' },
  {
    label: 'Conversations',
    path: `/bots/${botId}/conversations`,
    icon: IconMessages,
    permission: 'conversations:view',
  },
  { label: 'End users', path: `/bots/${botId}/end-users`, icon: IconUserHeart, permission: 'end-users:view' },
  { label: 'Activity', path: `/bots/${botId}/activity`, icon: IconActivity, permission: 'runs:view' },
  { label: 'Settings', path: `/bots/${botId}/settings`, icon: IconSettings, permission: 'bots:view' },
];

/** The places of the workspace. */
export const placesOfWorkspace: readonly Place[] = [
  { label: 'Inbox', path: '/inbox', icon: IconBell },
  { label: 'Auth profiles', path: '/auth-profiles', icon: IconShieldLock, permission: 'auth-profiles:view' },
  {
    label: 'Authorizations',
    path: '/authorizations',
    icon: IconFingerprint,
    permission: 'authorizations:view',
    hasOwn: true,
  },
  { label: 'My connections', path: '/connections', icon: IconAddressBook, permission: 'auth-profiles:view' },
  { label: 'Members', path: '/settings/members', icon: IconUsers, permission: 'members:view' },
  { label: 'Roles and divisions', path: '/settings/roles', icon: IconUsersGroup, permission: 'members:view' },
  { label: 'Sign-in', path: '/settings/security', icon: IconLock, permission: 'workspace:manage' },
  { label: 'Audit trail', path: '/settings/audit', icon: IconHistory, permission: 'audit:view' },
  { label: 'Encryption', path: '/settings/encryption', icon: IconShieldCheck, permission: 'encryption:rotate' },
  { label: 'API keys', path: '/settings/api-keys', icon: IconKey, permission: 'api-keys:manage' },
  { label: 'Webhooks', path: '/settings/webhooks', icon: IconWebhook, permission: 'webhooks:manage' },
];
