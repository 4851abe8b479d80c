import {
  IconActivity,
  IconFingerprint,
  IconKey,
  IconMessages,
  IconPlugConnected,
  IconSettings,
  IconShieldLock,
  IconSitemap,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';

/** A place of the console that the navigation and the command palette lead to. */
export interface Place {
  readonly label: string;
  readonly path: string;
  readonly icon: Icon;
  readonly permission:
    'actions:view' | 'dialogs:view' | 'conversations:view' | 'runs:view' | 'bots:view' | WorkspacePermission;
}

type WorkspacePermission = 'auth-profiles:view' | 'authorizations:view' | 'api-keys:manage' | 'webhooks:manage';

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
  { label: 'Activity', path: `/bots/${botId}/activity`, icon: IconActivity, permission: 'runs:view' },
  { label: 'Settings', path: `/bots/${botId}/settings`, icon: IconSettings, permission: 'bots:view' },
];

/** The places of the workspace. */
export const placesOfWorkspace: readonly Place[] = [
  { label: 'Auth profiles', path: '/auth-profiles', icon: IconShieldLock, permission: 'auth-profiles:view' },
  { label: 'Authorizations', path: '/authorizations', icon: IconFingerprint, permission: 'authorizations:view' },
  { label: 'API keys', path: '/settings/api-keys', icon: IconKey, permission: 'api-keys:manage' },
  { label: 'Webhooks', path: '/settings/webhooks', icon: IconWebhook, permission: 'webhooks:manage' },
];
