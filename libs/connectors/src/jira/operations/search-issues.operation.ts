import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { restGuide } from '../rest-api.js';
import { bindJql, JqlParameters } from './jql.js';
import { findIssues, IssuePage, pageFields } from './page.js';

/** Searches by a JQL query with bound values: POST search/jql. */
export const searchIssues = defineOperation({
  connector: 'jira',
  name: 'search-issues',
  title: 'Search issues',
  description: 'Searches with JQL; values come in as :name and can never change what the query asks for.',
  effect: 'read',
  input: Type.Object(
    {
      jql: Type.String({
        title: 'JQL',
        description: 'A query without texts: project = :project AND summary ~ :words ORDER BY created DESC.',
        minLength: 1,
        maxLength: 10_000,
      }),
      parameters: Type.Optional(JqlParameters),
      ...pageFields,
    },
    { title: 'Search', description: 'What to look for.', additionalProperties: false },
  ),
  output: IssuePage,
  scopes: ['read:jira-work'],
  example: { jql: 'project = :project AND summary ~ :words', parameters: { project: 'DEMO', words: 'chairs' } },
  documentation: `${restGuide}/api-group-issue-search/#api-rest-api-3-search-jql-post`,

  run: (context, { jql, parameters, ...page }) => findIssues(context, bindJql(jql, parameters), page),
});
