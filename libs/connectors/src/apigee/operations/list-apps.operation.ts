import { defineOperation } from '#connectors';
import { Type, type Static } from 'typebox';
import {
  noError,
  apigeeGuide,
  cloudScope,
  consoleUrl,
  makeCursor,
  organizationOf,
  pageInput,
  pageOutput,
  readCursor,
  timeOf,
} from './apigee-api.js';

const App = Type.Object(
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

/** Lists developer apps without their keys: GET organizations/{organization}/apps. */
export const listApps = defineOperation({
  connector: 'apigee',
  name: 'list-apps',
  title: 'List developer apps',
  description: 'Lists the developer apps of the organization, without their keys, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      status: Type.Optional(
        Type.Union([Type.Literal('approved'), Type.Literal('revoked')], {
          title: 'Status',
          description: 'Only apps of this status.',
        }),
      ),
      ...pageInput(100),
    },
    { title: 'Apps', description: 'Which apps to list.', additionalProperties: false },
  ),
  output: Type.Object({
    apps: Type.Array(App, { title: 'Apps', description: 'The apps of this page.' }),
    ...pageOutput,
  }),
  scopes: [cloudScope],
  example: { limit: 10 },
  documentation: `${apigeeGuide}/organizations.apps/list`,

  async run({ http, baseUrl, grant }, { status, limit = 10, cursor }) {
    const organization = organizationOf(grant);
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const { data } = await http.get('/apps', {
      // The page begins with its start key, which the page before ended with, and one more tells whether another follows.
      query: { expand: true, includeCred: false, rows: limit + (after === undefined ? 1 : 2), startKey: after, status },
      answer: Type.Object({ app: Type.Optional(Type.Array(AppRecord)) }, noError),
    });
    const left = (data.app ?? []).filter(({ appId }) => appId !== after);
    const page = left.slice(0, limit);
    const last = page.at(-1);
    const hasMore = left.length > limit && last !== undefined;
    return {
      apps: page.map((record) => toApp(baseUrl, organization, record)),
      hasMore,
      ...(hasMore && { nextCursor: makeCursor(last.appId) }),
    };
  },
});

function toApp(baseUrl: string, organization: string, record: Static<typeof AppRecord>): Static<typeof App> {
  const { appId, name, status, developerId } = record;
  const createdAt = timeOf(record.createdAt);
  return {
    ...{ id: appId, url: consoleUrl(baseUrl, organization, `apps/${encodeURIComponent(appId)}/details`), name },
    ...(status !== undefined && { status }),
    ...(developerId !== undefined && { developerId }),
    ...(createdAt !== undefined && { createdAt }),
  };
}
