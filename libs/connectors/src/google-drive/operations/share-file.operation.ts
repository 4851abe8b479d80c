import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { driveGuide, driveScope, fileId, filesPath, getFile, idIn } from './drive-file.js';

const roles = ['reader', 'commenter', 'writer'] as const;

const Permission = Type.Object({
  id: Type.String({ minLength: 1 }),
  role: Type.Optional(Type.String()),
  emailAddress: Type.Optional(Type.String()),
});

/** Lets somebody at a file: POST files/{id}/permissions. */
export const shareFile = defineOperation({
  connector: 'google-drive',
  name: 'share-file',
  title: 'Share a file',
  description: 'Lets a person read, comment or change a file or folder, and tells them by e-mail.',
  effect: 'write',
  input: Type.Object(
    {
      id: fileId('File', 'What to share.'),
      email: Type.String({ title: 'E-mail', description: 'Whom to share it with.', format: 'email', maxLength: 254 }),
      role: Type.Enum(roles, { title: 'Role', description: 'What the person may do: reader, commenter or writer.' }),
      notify: Type.Optional(
        Type.Boolean({ title: 'Notify', description: 'Whether Google tells the person; it does unless told.' }),
      ),
      message: Type.Optional(
        Type.String({ title: 'Message', description: 'Goes into that e-mail.', minLength: 1, maxLength: 1_000 }),
      ),
    },
    { title: 'Share', description: 'What to share with whom.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'File id', description: 'Id of the file or folder.' }),
    url: Type.String({ title: 'Link', description: 'Opens it in Google Drive.' }),
    name: Type.String({ title: 'Name', description: 'Its name.' }),
    permissionId: Type.String({ title: 'Permission id', description: 'Id of what the person was given.' }),
    role: Type.Enum(roles, { title: 'Role', description: 'What the person may do.' }),
    email: Type.String({ title: 'E-mail', description: 'Whom it is shared with.' }),
  }),
  scopes: [driveScope],
  example: { id: 'sandboxTravelPolicy', email: 'ben@example.com', role: 'reader' },
  documentation: `${driveGuide}/permissions/create`,

  async run(context, { id, email, role, notify = true, message }) {
    const { url, name, id: fileId } = await getFile(context, id);
    const { data } = await context.http.post(`${filesPath}/{id}/permissions`, {
      path: { id: fileId },
      query: {
        ...{ sendNotificationEmail: notify, emailMessage: notify ? message : undefined },
        ...{ supportsAllDrives: true, fields: 'id,role,emailAddress' },
      },
      json: { type: 'user', role, emailAddress: email },
      answer: Permission,
    });
    return { id: fileId, url, name, permissionId: data.id, role, email };
  },

  async reconcile(context, { id, email, role }) {
    const { data } = await context.http.get(`${filesPath}/{id}/permissions`, {
      path: { id: idIn(id) },
      // Without a page size, all are told of at once; in shared drives 100.
      query: { fields: 'permissions(id,role,emailAddress)', supportsAllDrives: true },
      answer: Type.Object({ permissions: Type.Array(Permission) }),
    });
    const isThis = ({ emailAddress = '', role: has }: (typeof data.permissions)[number]) =>
      has === role && emailAddress.toLowerCase() === email.toLowerCase();
    const found = data.permissions.find(isThis);
    if (found === undefined) return undefined;
    const { url, name, id: fileId } = await getFile(context, id);
    return { id: fileId, url, name, permissionId: found.id, role, email };
  },
});
