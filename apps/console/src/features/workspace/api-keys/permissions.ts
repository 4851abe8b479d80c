import type { Permission } from '../workspace.queries.ts';

/** What each permission lets the holder of a key do; the types keep the list whole. */
export const permissionWords: Readonly<Record<Permission, string>> = {
  'bots:view': 'See bots and their settings',
  'bots:edit': 'Make, change and delete bots',
  'actions:view': 'See the actions of a bot and how they are authorized',
  'actions:manage': 'Configure, authorize, enable, disable and delete actions',
  'auth-profiles:view': 'See auth profiles, never their secrets',
  'auth-profiles:manage': 'Make, change, test and delete auth profiles',
  'authorizations:view': 'See authorizations and requests, never their tokens',
  'authorizations:request': 'Make authorization links and vouch for end users',
  'authorizations:revoke': 'Revoke authorizations',
  'authorizations:read-token': 'Read access tokens: whoever holds the key can act as your people',
  'runs:view': 'See runs of operations',
  'runs:create': 'Run operations',
  'dialogs:view': 'See dialogs',
  'dialogs:edit': 'Install templates; make, change and delete dialogs',
  'conversations:view': 'See conversations',
  'conversations:hold': 'Hold conversations on behalf of end users',
  'conversations:delete': 'Delete conversations with all that was said',
  'end-users:view': 'See the people who talk to bots',
  'end-users:delete': 'Delete end users with their conversations and authorizations',
  'webhooks:manage': 'Make, test and delete webhooks',
  'api-keys:manage': 'Make and revoke API keys',
  'members:view': 'See members and their roles',
  'members:manage': 'Invite, change and remove members',
  'roles:manage': 'Make and change roles and divisions',
  'audit:view': 'See and export the audit trail',
  'workspace:manage': 'Change how members sign in',
  'encryption:rotate': 'Rotate encryption keys',
};

const titles: Readonly<Record<string, string>> = {
  bots: 'Bots',
  actions: 'Actions',
  'auth-profiles': 'Auth profiles',
  authorizations: 'Authorizations',
  runs: 'Runs',
  dialogs: 'Dialogs',
  conversations: 'Conversations',
  'end-users': 'End users',
  webhooks: 'Webhooks',
  'api-keys': 'API keys',
  members: 'Members',
  roles: 'Roles',
  audit: 'Audit trail',
  workspace: 'Workspace',
  encryption: 'Encryption',
};

/** Permissions of one kind of thing. */
export interface PermissionGroup {
  readonly title: string;
  readonly permissions: readonly Permission[];
}

/** The permissions that somebody can give away, by what they are about. */
export function groupsOf(given: readonly Permission[]): readonly PermissionGroup[] {
  const all = (Object.keys(permissionWords) as Permission[]).filter((one) => given.includes(one));
  const kinds = [...new Set(all.map((permission) => permission.split(':')[0] ?? ''))];
  return kinds.map((kind) => ({
    title: titles[kind] ?? kind,
    permissions: all.filter((permission) => permission.startsWith(`${kind}:`)),
  }));
}

/** What a bot platform needs: to talk, to run, and to have people authorize. */
export const platformPermissions: readonly Permission[] = [
  'bots:view',
  'actions:view',
  'authorizations:view',
  'authorizations:request',
  'runs:create',
  'conversations:view',
  'conversations:hold',
];
