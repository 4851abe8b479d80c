import { Type, type Static } from 'typebox';
import { consoleUrl, noError, timeOf } from './apigee-api.js';

/** A developer app as operations return it. */
export const App = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the app.' }),
    url: Type.String({ title: 'Link', description: 'Opens the app in Google Cloud.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'Name of the app.' }),
    status: Type.Optional(Type.String({ title: 'Status', description: 'approved or revoked.' })),
    developerId: Type.Optional(Type.String({ title: 'Developer', description: 'Id of the developer that it is of.' })),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When it was created.', format: 'date-time' }),
    ),
  },
  { title: 'App', description: 'A developer app in Apigee; never its keys.' },
);

const AppRecord = Type.Object({
  appId: Type.String({ pattern: '^[\\w.-]{1,200}$' }),
  name: Type.String({ minLength: 1 }),
  status: Type.Optional(Type.String()),
  developerId: Type.Optional(Type.String()),
  createdAt: Type.Optional(Type.String()),
});

/** A list of apps as Apigee sends it. */
export const Apps = Type.Object(
  { app: Type.Optional(Type.Array(AppRecord)), nextPageToken: Type.Optional(Type.String()) },
  noError,
);

/** The app as operations return it. */
export function toApp(baseUrl: string, organization: string, record: Static<typeof AppRecord>): Static<typeof App> {
  const { appId, name, status, developerId } = record;
  const createdAt = timeOf(record.createdAt);
  return {
    ...{ id: appId, url: consoleUrl(baseUrl, organization, `apps/${encodeURIComponent(appId)}/details`), name },
    ...(status !== undefined && { status }),
    ...(developerId !== undefined && { developerId }),
    ...(createdAt !== undefined && { createdAt }),
  };
}
