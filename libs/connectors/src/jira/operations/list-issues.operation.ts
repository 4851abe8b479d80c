import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { restGuide } from '../rest-api.js';
import { ProjectKey } from './issue.js';
import { bindJql } from './jql.js';
import { findIssues, IssuePage, pageFields } from './page.js';

/** Lists issues, the newest first: POST search/jql, which takes no query without a restriction. */
export const listIssues = defineOperation({
  connector: 'jira',
  name: 'list-issues',
  title: 'List issues',
  description: 'Lists the issues of a project, or of all projects, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      projectKey: Type.Optional({ ...ProjectKey, description: 'Key of the project; all projects without it.' }),
      ...pageFields,
    },
    { title: 'Page', description: 'Which page to list.', additionalProperties: false },
  ),
  output: IssuePage,
  scopes: ['read:jira-work'],
  example: { projectKey: 'DEMO', limit: 50 },
  documentation: `${restGuide}/api-group-issue-search/#api-rest-api-3-search-jql-post`,

  run: (context, { projectKey, ...page }) =>
    findIssues(
      context,
      projectKey === undefined
        ? 'project is not EMPTY ORDER BY created DESC'
        : bindJql('project = :projectKey ORDER BY created DESC', { projectKey }),
      page,
    ),
});
