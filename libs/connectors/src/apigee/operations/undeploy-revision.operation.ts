import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { apigeeGuide, cloudScope, deploymentsPath, EnvironmentName, ProxyName, Revision } from './apigee-api.js';
import { DeploymentRecord } from './deployment.js';

/** Takes a revision of an API proxy away from an environment: DELETE .../revisions/{revision}/deployments. */
export const undeployRevision = defineOperation({
  connector: 'apigee',
  name: 'undeploy-revision',
  title: 'Undeploy a revision',
  description: 'Takes a revision of an API proxy away from an environment, where it answers no more calls then.',
  effect: 'write',
  input: Type.Object(
    { proxy: ProxyName, environment: EnvironmentName, revision: Revision },
    { title: 'Deployment', description: 'What to undeploy, and where.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Environment, API proxy and revision: test/orders/3.' }),
  }),
  scopes: [cloudScope],
  example: { proxy: 'orders', environment: 'test', revision: 2 },
  documentation: `${apigeeGuide}/organizations.environments.apis.revisions.deployments/undeploy`,

  async run({ http }, { proxy, environment, revision }) {
    const path = { environment, proxy, revision };
    await http.delete(deploymentsPath, { path });
    return { id: `${environment}/${proxy}/${revision}` };
  },

  async reconcile({ http }, { proxy, environment, revision }) {
    const path = { environment, proxy, revision };
    try {
      await http.get(deploymentsPath, { path, answer: DeploymentRecord });
      return undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id: `${environment}/${proxy}/${revision}` };
      throw error;
    }
  },
});
