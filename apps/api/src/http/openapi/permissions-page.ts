import { builtInRoles, permissions, type Permission } from '../permissions.js';
import type { DeclaredRoute } from './routes.js';

/** The text of `docs/permissions.md`: what each permission allows, which role has it, and which route needs it. */
export function permissionsPage(routes: readonly DeclaredRoute[]): string {
  return `# Permissions

Every route names what it demands; a route that names nothing answers 403 \`route-closed\`. Members have the permissions of their roles,
API keys those that they were made with: at most those of whoever made them. \`npm run openapi\` writes this page.

## What each permission allows

${table(['Permission', 'Allows to', ...Object.values(builtInRoles).map(({ title }) => title)], permissionRows())}

## What each route demands

\`signed-in\` is any member or API key, \`own-account\` also a member who must still set up a second factor, \`chat\` an end user with a chat session, \`public\` anybody, \`any-site\` anybody from pages of
other sites too. _Or one’s own_: a member without the permission finds there what they have begun or connected themselves, and nothing else.

${table(['Route', 'Demands'], routeRows(routes))}
`;
}

function permissionRows(): readonly (readonly string[])[] {
  const roles = Object.values(builtInRoles) as readonly { readonly permissions: readonly Permission[] }[];
  return Object.entries(permissions).map(([permission, allows]) => [
    `\`${permission}\``,
    allows,
    ...roles.map((role) => (role.permissions.includes(permission as Permission) ? 'yes' : '')),
  ]);
}

function routeRows(routes: readonly DeclaredRoute[]): readonly (readonly string[])[] {
  return routes.map(({ method, path, access, isOrOwn }) => [
    `\`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}\``,
    access === undefined ? 'nothing' : `\`${access}\`${isOrOwn ? ', or one’s own' : ''}`,
  ]);
}

/** A Markdown table whose columns are as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
