import { Type, type Static } from 'typebox';
import { consoleUrl, timeOf } from './apigee-api.js';

const at = (title: string, description: string) =>
  Type.Optional(Type.String({ title, description, format: 'date-time' }));

/** An API proxy as operations return it. */
export const Proxy = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Name of the API proxy.' }),
    url: Type.String({ title: 'Link', description: 'Opens the API proxy in Google Cloud.', format: 'uri' }),
    latestRevision: Type.Optional(Type.Integer({ title: 'Latest revision', description: 'The highest revision.' })),
    revisions: Type.Array(Type.Integer(), {
      title: 'Revisions',
      description: 'All revisions, as far as they are known.',
    }),
    type: Type.Optional(Type.String({ title: 'Type', description: 'What it is built for, such as PROGRAMMABLE.' })),
    createdAt: at('Created', 'When it was created.'),
    changedAt: at('Changed', 'When it was changed last.'),
  },
  { title: 'API proxy', description: 'An API proxy in Apigee.' },
);

const revision = Type.String({ pattern: '^[1-9][0-9]{0,6}$' });

/** An API proxy as Apigee sends it. */
export const ProxyRecord = Type.Object({
  name: Type.String({ minLength: 1 }),
  revision: Type.Optional(Type.Array(revision)),
  latestRevisionId: Type.Optional(revision),
  apiProxyType: Type.Optional(Type.String()),
  metaData: Type.Optional(
    Type.Object({ createdAt: Type.Optional(Type.String()), lastModifiedAt: Type.Optional(Type.String()) }),
  ),
});

/** The API proxy as operations return it. */
export function toProxy(
  baseUrl: string,
  organization: string,
  record: Static<typeof ProxyRecord>,
): Static<typeof Proxy> {
  const { name, metaData = {}, apiProxyType: type } = record;
  const revisions = (record.revision ?? []).map(Number).sort((one, other) => one - other);
  const latest = record.latestRevisionId === undefined ? revisions.at(-1) : Number(record.latestRevisionId);
  const [createdAt, changedAt] = [timeOf(metaData.createdAt), timeOf(metaData.lastModifiedAt)];
  return {
    ...{ id: name, url: consoleUrl(baseUrl, organization, `proxies/${encodeURIComponent(name)}/overview`), revisions },
    ...(latest !== undefined && { latestRevision: latest }),
    ...(type !== undefined && { type }),
    ...(createdAt !== undefined && { createdAt }),
    ...(changedAt !== undefined && { changedAt }),
  };
}
