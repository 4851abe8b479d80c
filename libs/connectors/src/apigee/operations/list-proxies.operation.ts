import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { noError, apigeeGuide, cloudScope, organizationOf, pageInput, pageOf, pageOutput } from './apigee-api.js';
import { Proxy, ProxyRecord, toProxy } from './proxy.js';

/** Lists the API proxies of the organization by their names: GET organizations/{organization}/apis. */
export const listProxies = defineOperation({
  connector: 'apigee',
  name: 'list-proxies',
  title: 'List API proxies',
  description: 'Lists the API proxies of the organization with their revisions, by their names, a page at a time.',
  effect: 'read',
  input: Type.Object(pageInput(1_000), {
    title: 'Page',
    description: 'Which page to list.',
    additionalProperties: false,
  }),
  output: Type.Object({
    proxies: Type.Array(Proxy, { title: 'API proxies', description: 'The API proxies of this page.' }),
    ...pageOutput,
  }),
  scopes: [cloudScope],
  example: { limit: 10 },
  documentation: `${apigeeGuide}/organizations.apis/list`,

  async run({ http, baseUrl, grant }, input) {
    const organization = organizationOf(grant);
    const { data } = await http.get('/apis', {
      query: { includeRevisions: true, includeMetaData: true },
      // An organization without proxies answers an empty object.
      answer: Type.Object({ proxies: Type.Optional(Type.Array(ProxyRecord)) }, noError),
    });
    const { page, ...more } = pageOf(data.proxies ?? [], ({ name }) => name, input);
    return { proxies: page.map((record) => toProxy(baseUrl, organization, record)), ...more };
  },
});
