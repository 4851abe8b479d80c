import {
  VendorAnswerInvalidError,
  type ConnectorContext,
  type ConnectorHttp,
  type HttpCall,
  type OperationContext,
  type Send,
} from '#connectors';
import { Type, type Static, type TSchema } from 'typebox';

/** The vendor's own pages about its REST API. */
export const restGuide = 'https://developer.atlassian.com/cloud/jira/platform/rest/v3';

/** The name under which the site that was chosen is kept among the grant's parameters. */
export const siteParameter = 'cloudId';

/** The `http` of the site's REST API: through Atlassian's gateway where a site was chosen, on the site itself otherwise. */
export function restApi({ http, grant }: ConnectorContext): Pick<ConnectorHttp, 'get' | 'post' | 'put' | 'delete'> {
  const cloudId = grant.parameters[siteParameter];
  const root = cloudId === undefined ? '/rest/api/3' : '/ex/jira/{cloudId}/rest/api/3';
  const within =
    (send: Send): Send =>
    <Answer extends TSchema>(path: string, call: HttpCall<Answer> = {}) =>
      send(root + path, cloudId === undefined ? call : { ...call, path: { ...call.path, cloudId } });
  return { get: within(http.get), post: within(http.post), put: within(http.put), delete: within(http.delete) };
}

/** An issue's key with the link that opens it. */
export const IssueLink = Type.Object({
  id: Type.String({ title: 'Id', description: 'Number of the issue inside Jira.' }),
  key: Type.String({ title: 'Key', description: 'Key of the issue: DEMO-1.' }),
  url: Type.String({ title: 'Link', description: 'Opens the issue in Jira.', format: 'uri' }),
});

/** What Jira answers about an issue that was written. */
export const IssueReference = Type.Object({ id: Type.String(), key: Type.String() });

/** The reference with its link. */
export function issueLink(context: OperationContext, { id, key }: Static<typeof IssueReference>) {
  return { id, key, url: issueUrl(context, key) };
}

/** The link that opens an issue; calls go through a gateway, so that only the site's own address opens anything. */
export function issueUrl({ account }: OperationContext, key: string): string {
  const { siteUrl } = account.details;
  if (typeof siteUrl === 'string') return `${siteUrl}/browse/${encodeURIComponent(key)}`;
  throw new VendorAnswerInvalidError('The address of the Jira site is not known: authorize again.');
}
