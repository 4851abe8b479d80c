import { defineConnector, type Grant } from '#connectors';
import { siteChoice, verify, whoami } from './account.js';
import { commentDialog } from './dialogs/add-comment.dialog.js';
import { createIssueDialog } from './dialogs/create-issue.dialog.js';
import { deleteIssueDialog } from './dialogs/delete-issue.dialog.js';
import { listIssuesDialog } from './dialogs/list-issues.dialog.js';
import { updateIssueDialog } from './dialogs/update-issue.dialog.js';
import { viewIssueDialog } from './dialogs/view-issue.dialog.js';
import { interpretFault, readRateLimit } from './faults.js';
import { addComment } from './operations/add-comment.operation.js';
import { createIssue } from './operations/create-issue.operation.js';
import { deleteIssue } from './operations/delete-issue.operation.js';
import { getIssue } from './operations/get-issue.operation.js';
import { listIssues } from './operations/list-issues.operation.js';
import { searchIssues } from './operations/search-issues.operation.js';
import { transitionIssue } from './operations/transition-issue.operation.js';
import { updateIssue } from './operations/update-issue.operation.js';
import { apiToken, oauth } from './ways.js';

/** The gateway, which knows all sites, or the one site that an API token is of. */
function baseUrl({ parameters: { site } }: Grant): string {
  return site === undefined ? 'https://api.atlassian.com' : `https://${site}.atlassian.net`;
}

/** Jira Cloud: issues by the REST API, version 3. */
export const jira = defineConnector({
  id: 'jira',
  name: 'Jira',
  description: 'Create, find, change and comment on issues in Jira Cloud.',
  categories: ['development', 'service-desk'],
  mark: { kind: 'letters', letters: 'Ji', color: '#0c5ccc' },
  website: 'https://www.atlassian.com/software/jira',
  links: [
    { title: 'REST API, version 3', url: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/' },
    { title: 'OAuth 2.0 (3LO) apps', url: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/' },
    { title: 'Rate limiting', url: 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/' },
  ],
  readme: 'libs/connectors/src/jira/README.md',
  oauth,
  credentials: [apiToken],
  choice: siteChoice,
  baseUrl,
  whoami,
  verify,
  interpretFault,
  readRateLimit,
  operations: [
    ...[createIssue, getIssue, listIssues, searchIssues],
    ...[updateIssue, deleteIssue, addComment, transitionIssue],
  ],
  templates: [
    ...[createIssueDialog, viewIssueDialog, listIssuesDialog],
    ...[updateIssueDialog, deleteIssueDialog, commentDialog],
  ],
});
