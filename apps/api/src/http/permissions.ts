/** What a permission lets its holder do: the only list of permissions. */
export const permissions = {
  'bots:view': 'See bots and their settings',
  'bots:edit': 'Create, change and delete bots',
  'actions:view': 'See the actions of a bot and how they are authorized',
  'actions:manage': 'Configure, authorize, enable, disable and delete actions',
  'auth-profiles:view': 'See auth profiles, never their secrets',
  'auth-profiles:manage': 'Create, change, test and delete auth profiles',
  'authorizations:view': 'See authorizations and authorization requests, never their tokens',
  'authorizations:request': 'Make authorization links and vouch for end users',
  'authorizations:revoke': 'Revoke authorizations',
  'authorizations:read-token': 'Read access tokens',
  'runs:view': 'See runs of operations',
  'runs:create': 'Run operations',
  'dialogs:view': 'See dialog tasks',
  'dialogs:edit': 'Install templates; create, change and delete dialog tasks',
  'conversations:view': 'See conversations',
  'conversations:hold': 'Hold conversations on behalf of end users',
  'conversations:delete': 'Delete conversations with all that was said',
  'end-users:view': 'See the people who talk to bots',
  'end-users:delete': 'Delete end users with their conversations and authorizations',
  'webhooks:manage': 'Create, test and delete webhooks',
  'api-keys:manage': 'Create and revoke API keys',
  'members:view': 'See members and their roles',
  'members:manage': 'Invite, change and remove members',
} as const;

export type Permission = keyof typeof permissions;

/** Every permission there is. */
export const allPermissions = Object.keys(permissions) as readonly Permission[];

/** The roles that every workspace has. */
export const builtInRoles = {
  owner: { title: 'Owner', permissions: allPermissions },
  designer: {
    title: 'Designer',
    permissions: allPermissions.filter(
      (permission) => !['members:manage', 'api-keys:manage', 'authorizations:read-token'].includes(permission),
    ),
  },
  viewer: { title: 'Viewer', permissions: allPermissions.filter((permission) => permission.endsWith(':view')) },
} as const satisfies Record<string, { readonly title: string; readonly permissions: readonly Permission[] }>;

export type BuiltInRole = keyof typeof builtInRoles;
