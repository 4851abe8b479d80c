import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { sitesScope } from '../oauth.js';
import {
  graphGuide,
  List,
  nextPage,
  PageOf,
  paging,
  pagingOutput,
  placeOf,
  quoted,
  readCursor,
  Site,
} from './graph.js';
import { Item, ItemRecord, toItem } from './item.js';

/** Lets a filter work on columns without an index, as long as the list is not large. */
export const unindexed = { prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' };

/** Lists the items of a list: GET sites/{site}/lists/{list}/items. */
export const listItems = defineOperation({
  connector: 'sharepoint',
  name: 'list-items',
  title: 'List items',
  description: 'Lists the items of a list with their columns, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      site: Type.Optional(Site),
      list: List,
      titleBegins: Type.Optional(
        Type.String({
          title: 'Title begins with',
          description: 'Only items whose title begins so.',
          minLength: 1,
          maxLength: 255,
          pattern: '\\S',
        }),
      ),
      ...paging(200, 20),
    },
    { title: 'List', description: 'What to list.', additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(Item, { title: 'Items', description: 'The items of this page.' }),
    ...pagingOutput,
  }),
  scopes: [sitesScope],
  example: { list: 'Tasks', limit: 10 },
  documentation: `${graphGuide}/listitem-list`,

  async run({ http }, { site, list, titleBegins, limit = 20, cursor }) {
    const { root, values } = placeOf(site);
    const $filter = titleBegins && `startswith(fields/Title,${quoted(titleBegins.trim())})`;
    const place = readCursor(cursor, limit);
    const { data } = await http.get(`${root}/lists/{list}/items`, {
      path: { ...values, list },
      query: { $expand: 'fields', $filter, ...place },
      ...($filter !== undefined && { headers: unindexed }),
      answer: PageOf(ItemRecord),
    });
    return { items: data.value.map(toItem), ...nextPage(data, place) };
  },
});
