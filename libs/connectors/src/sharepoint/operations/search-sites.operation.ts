import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { sitesScope } from '../oauth.js';
import { graphGuide, maybe, nextPage, PageOf, paging, pagingOutput, readCursor } from './graph.js';

const SiteRecord = Type.Object({
  id: Type.String({ minLength: 1 }),
  webUrl: Type.String({ minLength: 1 }),
  name: maybe(Type.String()),
  displayName: maybe(Type.String()),
  description: maybe(Type.String()),
});

/** Finds sites by words: GET sites. */
export const searchSites = defineOperation({
  connector: 'sharepoint',
  name: 'search-sites',
  title: 'Find sites',
  description: 'Lists the sites that the account can see, a page at a time, all of them or those with some words.',
  effect: 'read',
  input: Type.Object(
    {
      keyword: Type.Optional(
        Type.String({
          title: 'Keyword',
          description: 'Words of the name or the description; all sites unless told.',
          minLength: 1,
          maxLength: 200,
          pattern: '\\S',
        }),
      ),
      ...paging(100, 20),
    },
    { title: 'Search', description: 'Which sites to find.', additionalProperties: false },
  ),
  output: Type.Object({
    sites: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Site id', description: 'Id of the site, as other operations take it.' }),
        url: Type.String({ title: 'Link', description: 'Opens the site.' }),
        name: Type.String({ title: 'Name', description: 'What the site is called.' }),
        description: Type.Optional(Type.String({ title: 'Description', description: 'What the site is about.' })),
      }),
      { title: 'Sites', description: 'The sites of this page.' },
    ),
    ...pagingOutput,
  }),
  scopes: [sitesScope],
  example: { keyword: 'marketing' },
  documentation: `${graphGuide}/site-search`,

  async run({ http }, { keyword = '*', limit = 20, cursor }) {
    const place = readCursor(cursor, limit);
    const { data } = await http.get('/sites', {
      query: { search: keyword, ...place },
      answer: PageOf(SiteRecord),
    });
    const sites = data.value.map(({ id, webUrl: url, displayName, name, description }) => ({
      ...{ id, url, name: displayName ?? name ?? '' },
      ...(description && { description }),
    }));
    return { sites, ...nextPage(data, place) };
  },
});
