import { Type, type Static } from 'typebox';
import { consoleUrl, timeOf } from './apigee-api.js';

/** A deployment as operations return it. */
export const Deployment = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Environment, API proxy and revision: test/orders/3.' }),
    url: Type.String({ title: 'Link', description: 'Opens the API proxy in Google Cloud.', format: 'uri' }),
    proxy: Type.String({ title: 'API proxy', description: 'Name of the API proxy.' }),
    environment: Type.String({ title: 'Environment', description: 'Where it is deployed.' }),
    revision: Type.Integer({ title: 'Revision', description: 'The revision that is deployed.' }),
    state: Type.Optional(
      Type.String({ title: 'State', description: 'ready, progressing or error, as far as Apigee tells.' }),
    ),
    deployedAt: Type.Optional(
      Type.String({ title: 'Deployed', description: 'When it was deployed.', format: 'date-time' }),
    ),
  },
  { title: 'Deployment', description: 'A revision of an API proxy in an environment.' },
);

/** A deployment as Apigee sends it. */
export const DeploymentRecord = Type.Object({
  environment: Type.String({ minLength: 1 }),
  apiProxy: Type.String({ minLength: 1 }),
  revision: Type.String({ pattern: '^[1-9][0-9]{0,6}$' }),
  deployStartTime: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
});

const states: Readonly<Record<string, string>> = { READY: 'ready', PROGRESSING: 'progressing', ERROR: 'error' };

/** What tells one deployment from another. */
export function deploymentId({ environment, apiProxy, revision }: Static<typeof DeploymentRecord>): string {
  return `${environment}/${apiProxy}/${revision}`;
}

/** The deployment as operations return it. */
export function toDeployment(
  baseUrl: string,
  organization: string,
  record: Static<typeof DeploymentRecord>,
): Static<typeof Deployment> {
  const { environment, apiProxy: proxy, revision } = record;
  const state = states[record.state ?? ''];
  const deployedAt = timeOf(record.deployStartTime);
  return {
    id: deploymentId(record),
    url: consoleUrl(baseUrl, organization, `proxies/${encodeURIComponent(proxy)}/overview`),
    ...{ proxy, environment, revision: Number(revision) },
    ...(state !== undefined && { state }),
    ...(deployedAt !== undefined && { deployedAt }),
  };
}
