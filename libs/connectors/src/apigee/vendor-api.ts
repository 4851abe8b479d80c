import type { VendorCall } from '#connectors/testing';

const reference = 'https://cloud.google.com/apigee/docs/reference/apis/apigee/rest/v1';
const organization = '/v1/organizations/{org}';
const deployments = `${organization}/environments/{env}/apis/{api}/revisions/{rev}/deployments`;
const ofRevision = `${reference}/organizations.environments.apis.revisions.deployments`;

const flag = { enum: ['true', 'false'] };
const text = { type: 'string', minLength: 1 };

const closed = (properties: object) => ({ type: 'object', additionalProperties: false, properties });

/** What Google describes of the calls of each operation, its own first. */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'list-proxies': [
    {
      method: 'GET',
      path: `${organization}/apis`,
      query: closed({ includeRevisions: flag, includeMetaData: flag, space: text }),
      documentation: `${reference}/organizations.apis/list`,
    },
  ],
  'get-proxy': [
    { method: 'GET', path: `${organization}/apis/{api}`, documentation: `${reference}/organizations.apis/get` },
  ],
  'list-deployments': [
    {
      method: 'GET',
      path: `${organization}/deployments`,
      query: closed({ sharedFlows: flag }),
      documentation: `${reference}/organizations.deployments/list`,
    },
    {
      method: 'GET',
      path: `${organization}/apis/{api}/deployments`,
      documentation: `${reference}/organizations.apis.deployments/list`,
    },
  ],
  'deploy-revision': [
    {
      method: 'POST',
      path: deployments,
      query: closed({ override: flag, sequencedRollout: flag, serviceAccount: text }),
      documentation: `${ofRevision}/deploy`,
    },
  ],
  'undeploy-revision': [
    {
      method: 'DELETE',
      path: deployments,
      query: closed({ sequencedRollout: flag }),
      documentation: `${ofRevision}/undeploy`,
    },
  ],
  'list-apps': [
    {
      method: 'GET',
      path: `${organization}/apps`,
      query: closed({
        ...{ expand: flag, includeCred: flag, ids: text, apiProduct: text, filter: text, startKey: text },
        rows: { type: 'string', pattern: '^[1-9]\\d{0,4}$' },
        status: { enum: ['approved', 'revoked'] },
        keyStatus: { enum: ['approved', 'revoked'] },
      }),
      documentation: `${reference}/organizations.apps/list`,
    },
  ],
};
