import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { apigeeGuide, cloudScope, organizationOf, ProxyName } from './apigee-api.js';
import { Proxy, ProxyRecord, toProxy } from './proxy.js';

/** Reads an API proxy with its revisions: GET organizations/{organization}/apis/{proxy}. */
export const getProxy = defineOperation({
  connector: 'apigee',
  name: 'get-proxy',
  title: 'Get an API proxy',
  description: 'Reads an API proxy with its revisions.',
  effect: 'read',
  input: Type.Object(
    { proxy: ProxyName },
    { title: 'API proxy', description: 'Which API proxy to read.', additionalProperties: false },
  ),
  output: Proxy,
  scopes: [cloudScope],
  example: { proxy: 'orders' },
  documentation: `${apigeeGuide}/organizations.apis/get`,

  async run({ http, baseUrl, grant }, { proxy }) {
    const organization = organizationOf(grant);
    const { data } = await http.get('/apis/{proxy}', {
      path: { proxy },
      answer: ProxyRecord,
    });
    return toProxy(baseUrl, organization, data);
  },
});
