import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { sitesScope } from '../oauth.js';
import { spokenColumn } from './columns.js';
import { graphGuide, List, placeOf, Site } from './graph.js';
import { Columns, Item, ItemId, ItemRecord, Title, toItem } from './item.js';

/** Changes the given columns of an item, and no others: PATCH sites/{site}/lists/{list}/items/{id}/fields. */
export const updateItem = defineOperation({
  connector: 'sharepoint',
  name: 'update-item',
  title: 'Update an item',
  description: 'Changes the given columns of an item, and no others.',
  effect: 'write',
  input: Type.Object(
    {
      ...{ site: Type.Optional(Site), list: List, id: ItemId },
      title: Type.Optional(Title),
      fields: Type.Optional(Columns),
      column: Type.Optional(
        Type.String({
          title: 'Column',
          description: 'One column by the name that people see.',
          minLength: 1,
          maxLength: 255,
          pattern: '\\S',
        }),
      ),
      value: Type.Optional(
        Type.String({ title: 'Value', description: 'The new value of that column, as text.', maxLength: 63_999 }),
      ),
    },
    {
      title: 'Changes',
      description: 'The item, and at least one column with its new value.',
      additionalProperties: false,
      anyOf: ['title', 'fields', 'column'].map((name) => ({ required: [name] })),
      dependentRequired: { column: ['value'], value: ['column'] },
    },
  ),
  output: Item,
  scopes: [sitesScope],
  example: { list: 'Tasks', id: '1', fields: { Status: 'Done' } },
  documentation: `${graphGuide}/listitem-update`,

  async run(context, { site, list, id, title, fields, column, value }) {
    const place = placeOf(site);
    const item = `${place.root}/lists/{list}/items/{id}`;
    const path = { ...place.values, list, id };
    const { data } = await context.http.get(item, { path, query: { $expand: 'fields' }, answer: ItemRecord });
    const spoken = column !== undefined && value !== undefined;
    const changes = {
      ...fields,
      ...(title !== undefined && { Title: title }),
      ...(spoken && (await spokenColumn(context, place, { list, column, value }))),
    };
    const { data: changed } = await context.http.patch(`${item}/fields`, {
      path,
      json: changes,
      answer: Type.Record(Type.String(), Type.Unknown()),
    });
    return toItem({ ...data, lastModifiedDateTime: undefined, fields: { ...data.fields, ...changed } });
  },
});
