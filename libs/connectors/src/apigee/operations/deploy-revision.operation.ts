import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import {
  apigeeGuide,
  cloudScope,
  deploymentsPath,
  EnvironmentName,
  organizationOf,
  ProxyName,
  Revision,
} from './apigee-api.js';
import { Deployment, DeploymentRecord, toDeployment } from './deployment.js';

/** Deploys a revision of an API proxy: POST .../revisions/{revision}/deployments. */
export const deployRevision = defineOperation({
  connector: 'apigee',
  name: 'deploy-revision',
  title: 'Deploy a revision',
  description:
    'Deploys a revision of an API proxy to an environment; refused when another one is there, unless it may be replaced.',
  effect: 'write',
  input: Type.Object(
    {
      proxy: ProxyName,
      environment: EnvironmentName,
      revision: Revision,
      replace: Type.Optional(
        Type.Boolean({
          title: 'Replace',
          description: 'Whether it takes the place of the revision that is deployed there; no unless told.',
        }),
      ),
      serviceAccount: Type.Optional(
        Type.String({
          title: 'Service account',
          description:
            'E-mail address of the service account that the proxy calls Google as, where it does: proxy@acme-apis.iam.gserviceaccount.com.',
          pattern: '^[a-z0-9-]{1,63}@[a-z0-9.-]{1,150}\\.iam\\.gserviceaccount\\.com$',
        }),
      ),
    },
    { title: 'Deployment', description: 'What to deploy, and where.', additionalProperties: false },
  ),
  output: Deployment,
  scopes: [cloudScope],
  example: { proxy: 'orders', environment: 'test', revision: 3, replace: true },
  documentation: `${apigeeGuide}/organizations.environments.apis.revisions.deployments/deploy`,

  async run({ http, baseUrl, grant }, { proxy, environment, revision, replace, serviceAccount }) {
    const organization = organizationOf(grant);
    const { data } = await http.post(deploymentsPath, {
      path: { environment, proxy, revision },
      query: { override: replace, serviceAccount },
      answer: DeploymentRecord,
    });
    return toDeployment(baseUrl, organization, data);
  },

  async reconcile({ http, baseUrl, grant }, { proxy, environment, revision }) {
    const organization = organizationOf(grant);
    try {
      const { data } = await http.get(deploymentsPath, {
        path: { environment, proxy, revision },
        answer: DeploymentRecord,
      });
      return toDeployment(baseUrl, organization, data);
    } catch (error) {
      if (error instanceof RecordNotFoundError) return undefined;
      throw error;
    }
  },
});
