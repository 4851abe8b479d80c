import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import {
  noError,
  apigeeGuide,
  cloudScope,
  EnvironmentName,
  organizationOf,
  pageInput,
  pageOf,
  pageOutput,
  ProxyName,
} from './apigee-api.js';
import { Deployment, deploymentId, DeploymentRecord, toDeployment } from './deployment.js';

/** Lists what is deployed: GET organizations/{organization}/deployments, or those of one API proxy. */
export const listDeployments = defineOperation({
  connector: 'apigee',
  name: 'list-deployments',
  title: 'List deployments',
  description: 'Lists what is deployed in the organization, of one API proxy or in one environment, a page at a time.',
  effect: 'read',
  input: Type.Object(
    { proxy: Type.Optional(ProxyName), environment: Type.Optional(EnvironmentName), ...pageInput(1_000) },
    { title: 'Deployments', description: 'Which deployments to list.', additionalProperties: false },
  ),
  output: Type.Object({
    deployments: Type.Array(Deployment, { title: 'Deployments', description: 'The deployments of this page.' }),
    ...pageOutput,
  }),
  scopes: [cloudScope],
  example: { proxy: 'orders' },
  documentation: `${apigeeGuide}/organizations.deployments/list`,

  async run({ http, baseUrl, grant }, { proxy, environment, ...input }) {
    const organization = organizationOf(grant);
    const below = proxy === undefined ? '' : '/apis/{proxy}';
    const { data } = await http.get(`${below}/deployments`, {
      path: { ...(proxy !== undefined && { proxy }) },
      answer: Type.Object({ deployments: Type.Optional(Type.Array(DeploymentRecord)) }, noError),
    });
    const wanted = (data.deployments ?? []).filter(
      (one) => environment === undefined || one.environment === environment,
    );
    const { page, ...more } = pageOf(wanted, deploymentId, input);
    return { deployments: page.map((record) => toDeployment(baseUrl, organization, record)), ...more };
  },
});
