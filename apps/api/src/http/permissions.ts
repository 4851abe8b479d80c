/** What a permission lets its holder do: the only list of permissions. */
export const permissions = {
  'bots:view': 'See bots and their settings',
  'bots:edit': 'Create, change and delete bots',
  'actions:view': 'See the actions of a bot and how they are authorized',
  'actions:manage': 'Configure, authorize, enable, disable and delete actions',
  'auth-profiles:view': 'See auth profiles, never their secrets',
  'auth-profiles:manage': 'Create, change, test and delete auth profiles, and say who may use them',
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
  'end-users:delete': 'Erase end users with all that is known of them',
  'webhooks:manage': 'Create, test, replay and delete webhooks',
  'api-keys:manage': 'Create and revoke API keys',
  'members:view': 'See members, roles and divisions',
  'members:manage': 'Invite, change and remove members, and say which roles they have',
  'roles:manage': 'Make and change roles and divisions',
  'audit:view': 'See, check and export the audit trail',
  'workspace:manage': 'Change how members sign in, and for how long sessions last',
  'encryption:rotate': 'Rotate the keys that secrets are encrypted with',
} as const;

export type Permission = keyof typeof permissions;

/** Every permission there is. */
export const allPermissions = Object.keys(permissions) as readonly Permission[];

/** What concerns the workspace as a whole: it counts only where it is granted for every division. */
const wholeWorkspace: ReadonlySet<Permission> = new Set([
  'webhooks:manage',
  'api-keys:manage',
  'members:view',
  'members:manage',
  'roles:manage',
  'audit:view',
  'workspace:manage',
  'encryption:rotate',
]);

/** Whether a permission can be held for some divisions only. */
export function isOfDivisions(permission: Permission): boolean {
  return !wholeWorkspace.has(permission);
}

/**
 * Whether an API key that serves certain bots can have a permission: what concerns the workspace reaches further than its bots.
 * Keys for its own bots it may make.
 */
export function isForSomeBots(permission: Permission): boolean {
  return isOfDivisions(permission) || permission === 'api-keys:manage';
}

/** What must be held beside a permission: who manages something sees it. */
export function impliedBy(permission: Permission): Permission | undefined {
  const [subject] = permission.split(':');
  const view = subject === 'roles' ? 'members:view' : (`${subject}:view` as Permission);
  return view !== permission && view in permissions ? view : undefined;
}

const ofOwners: readonly Permission[] = ['authorizations:read-token', 'encryption:rotate'];
const ofAdministrators: readonly Permission[] = [
  'members:manage',
  'roles:manage',
  'api-keys:manage',
  'audit:view',
  'workspace:manage',
];
const ofOperators: readonly Permission[] = [
  'authorizations:request',
  'authorizations:revoke',
  'runs:create',
  'conversations:hold',
  'conversations:delete',
  'end-users:delete',
  'webhooks:manage',
];
const views = allPermissions.filter((permission) => permission.endsWith(':view') && permission !== 'audit:view');

/** The roles that every workspace has. */
export const builtInRoles = {
  owner: {
    title: 'Owner',
    description: 'Everything, tokens and encryption keys too. Every workspace keeps at least one.',
    permissions: allPermissions,
  },
  administrator: {
    title: 'Administrator',
    description: 'Members, roles, sign-in and the audit trail, and all that designers do.',
    permissions: allPermissions.filter((permission) => !ofOwners.includes(permission)),
  },
  designer: {
    title: 'Designer',
    description: 'Bots with their actions, dialogs and auth profiles.',
    permissions: allPermissions.filter((permission) => ![...ofOwners, ...ofAdministrators].includes(permission)),
  },
  operator: {
    title: 'Operator',
    description: 'Keeps what designers made running: runs, authorizations, conversations and webhooks.',
    permissions: [...views, ...ofOperators],
  },
  viewer: { title: 'Viewer', description: 'Sees bots and what they do.', permissions: views },
} as const satisfies Record<
  string,
  { readonly title: string; readonly description: string; readonly permissions: readonly Permission[] }
>;

export type BuiltInRole = keyof typeof builtInRoles;
