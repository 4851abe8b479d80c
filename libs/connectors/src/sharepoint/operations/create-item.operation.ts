import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { sitesScope } from '../oauth.js';
import { graphGuide, isSince, List, PageOf, placeOf, quoted, Site } from './graph.js';
import { Columns, Item, ItemRecord, Title, toItem } from './item.js';
import { unindexed } from './list-items.operation.js';

/** Adds an item to a list: POST sites/{site}/lists/{list}/items. */
export const createItem = defineOperation({
  connector: 'sharepoint',
  name: 'create-item',
  title: 'Add an item',
  description: 'Adds an item with a title, and other columns, to a list.',
  effect: 'write',
  input: Type.Object(
    { site: Type.Optional(Site), list: List, title: Title, fields: Type.Optional(Columns) },
    { title: 'Item', description: 'The item to add.', additionalProperties: false },
  ),
  output: Item,
  scopes: [sitesScope],
  example: { list: 'Tasks', title: 'Order coffee', fields: { Status: 'Open' } },
  documentation: `${graphGuide}/listitem-create`,

  async run({ http }, { site, list, title, fields }) {
    const { root, values } = placeOf(site);
    const { data } = await http.post(`${root}/lists/{list}/items`, {
      path: { ...values, list },
      json: { fields: { ...fields, Title: title } },
      answer: ItemRecord,
    });
    return toItem({ ...data, fields: data.fields ?? { ...fields, Title: title } });
  },

  async reconcile({ http }, { site, list, title }, since) {
    const { root, values } = placeOf(site);
    const { data } = await http.get(`${root}/lists/{list}/items`, {
      path: { ...values, list },
      query: { $expand: 'fields', $filter: `fields/Title eq ${quoted(title)}`, $top: 200 },
      headers: unindexed,
      answer: PageOf(ItemRecord),
    });
    const [found, ...others] = data.value.filter(({ createdDateTime }) => isSince(createdDateTime, since));
    return found !== undefined && others.length === 0 ? toItem(found) : undefined;
  },
});
