import type { VendorCall } from '#connectors/testing';

const reference = 'https://cloud.google.com/apigee/docs/reference/apis/apigee/rest/v1';
const organization = '/v1/organizations/{org}';
const deployments = `${organization}/environments/{env}/apis/{api}/revisions/{rev}/deployments`;
const ofRevision = `${reference}/organizations.environments.apis.revisions`;

const flag = { enum: ['true', 'false'] };
const text = { type: 'string', minLength: 1 };
const status = { enum: ['approved', 'revoked'] };

const closed = (properties: object) => ({ type: 'object', additionalProperties: false, properties });

const listProxies: VendorCall = {
  method: 'GET',
  path: `${organization}/apis`,
  query: closed({ includeRevisions: flag, includeMetaData: flag }),
  documentation: `${reference}/organizations.apis/list`,
};

const getDeployment: VendorCall = {
  method: 'GET',
  path: deployments,
  documentation: `${ofRevision}/getDeployments`,
};

/**
 * What Google describes of the calls of each operation, its own first, and then those that look what became of it. Source: Google's
 * discovery document of the Apigee API, `apigee:v1`, revision 20230707: all parameters of these calls but those that every Google API
 * has, and `apptype`, which is no longer available. That there are at most 1000 rows of apps is from Google's later page about the call.
 */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'list-proxies': [listProxies],
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
      query: closed({
        ...{ override: flag, sequencedRollout: flag },
        serviceAccount: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+\\.iam\\.gserviceaccount\\.com$' },
      }),
      documentation: `${ofRevision}.deployments/deploy`,
    },
    getDeployment,
  ],
  'undeploy-revision': [
    {
      method: 'DELETE',
      path: deployments,
      query: closed({ sequencedRollout: flag }),
      documentation: `${ofRevision}.deployments/undeploy`,
    },
    getDeployment,
  ],
  'list-apps': [
    {
      method: 'GET',
      path: `${organization}/apps`,
      query: closed({
        ...{
          expand: flag,
          includeCred: flag,
          ids: text,
          apiProduct: text,
          filter: text,
          startKey: text,
          pageToken: text,
        },
        rows: { type: 'string', pattern: '^(?:[1-9]\\d{0,2}|1000)$' },
        pageSize: { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' },
        ...{ status, keyStatus: status },
      }),
      documentation: `${reference}/organizations.apps/list`,
    },
  ],
};

/** What asks who authorized: OpenID's user info, below the organization in specs, and whether the organization can be seen. */
export const accountCalls: readonly VendorCall[] = [
  {
    method: 'GET',
    path: `${organization}/identity/v1/userinfo`,
    documentation:
      'https://developers.google.com/identity/openid-connect/openid-connect#obtaininguserprofileinformation',
  },
  listProxies,
];
