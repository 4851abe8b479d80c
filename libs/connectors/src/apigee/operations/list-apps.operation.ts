import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import {
  apigeeGuide,
  cloudScope,
  makeCursor,
  organizationOf,
  pageInput,
  pageOutput,
  readCursor,
} from './apigee-api.js';
import { App, Apps, toApp } from './app.js';

/** As many apps as Apigee tells of at once, as far as its description is certain about that. */
const MOST_ROWS = 100;

/** Lists developer apps without their keys: GET organizations/{organization}/apps. */
export const listApps = defineOperation({
  connector: 'apigee',
  name: 'list-apps',
  title: 'List developer apps',
  description:
    'Lists the approved or the revoked developer apps of the organization, without their keys, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      status: Type.Optional(
        Type.Union([Type.Literal('approved'), Type.Literal('revoked')], {
          title: 'Status',
          description: 'Only apps of this status; approved unless told.',
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
    // The page begins with its start key, which the page before ended with, and one more tells whether another follows.
    const rows = Math.min(limit + (after === undefined ? 1 : 2), MOST_ROWS);
    const { data } = await http.get('/apps', {
      query: { expand: true, includeCred: false, rows, startKey: after, status },
      answer: Apps,
    });
    const { app = [], nextPageToken = '' } = data;
    const left = app.filter(({ appId }) => appId !== after);
    const page = left.slice(0, limit);
    const last = page.at(-1);
    const isCut = left.length > limit || app.length >= MOST_ROWS || nextPageToken !== '';
    const hasMore = isCut && last !== undefined;
    return {
      apps: page.map((record) => toApp(baseUrl, organization, record)),
      hasMore,
      ...(hasMore && { nextCursor: makeCursor(last.appId) }),
    };
  },
});
