import { Type, type Static } from 'typebox';
import { maybe } from './graph.js';

/** An entry of a list as Microsoft Graph answers it. */
export const ItemRecord = Type.Object({
  id: Type.String({ minLength: 1 }),
  webUrl: Type.String({ minLength: 1 }),
  createdDateTime: Type.Optional(Type.String()),
  lastModifiedDateTime: Type.Optional(Type.String()),
  fields: maybe(Type.Record(Type.String(), Type.Unknown())),
});

/** An entry of a list, as operations give it. */
export const Item = Type.Object({
  id: Type.String({ title: 'Item id', description: 'Id of the item in its list.' }),
  url: Type.String({ title: 'Link', description: 'Opens the item in SharePoint.' }),
  title: Type.String({ title: 'Title', description: 'The column Title; "(no title)" without one.' }),
  created: Type.Optional(Type.String({ title: 'Created', description: 'ISO 8601, UTC.' })),
  modified: Type.Optional(Type.String({ title: 'Changed', description: 'ISO 8601, UTC.' })),
  fields: Type.Record(Type.String(), Type.Unknown(), {
    title: 'Columns',
    description: 'All columns that have a value, by their internal names.',
  }),
});

/** The id of an item, as operations take it. */
export const ItemId = Type.String({
  title: 'Item id',
  description: 'Id of the item, as it was listed or created.',
  pattern: '^[1-9][0-9]{0,9}$',
});

/** The column that every list has. */
export const Title = Type.String({
  title: 'Title',
  description: 'What the item is called.',
  minLength: 1,
  maxLength: 255,
  pattern: '\\S',
});

const Value = Type.Union([
  Type.String({ maxLength: 63_999 }),
  Type.Number(),
  Type.Boolean(),
  Type.Null(),
  Type.Array(Type.Union([Type.String({ maxLength: 255 }), Type.Number()]), { maxItems: 100 }),
]);

/** Columns besides the title, as operations take them. */
export const Columns = Type.Record(
  Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,254}(?:@odata\\.type)?$' }),
  Value,
  {
    title: 'Columns',
    description: 'Columns by their internal names: {"Status": "Open"}.',
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 100,
  },
);

/** What operations give of an item; columns of the system itself are left out. */
export function toItem({ id, webUrl, createdDateTime, lastModifiedDateTime, ...rest }: Static<typeof ItemRecord>) {
  const fields = rest.fields ?? {};
  const title = fields['Title'];
  return {
    ...{ id, url: webUrl, title: typeof title === 'string' && title !== '' ? title : '(no title)' },
    ...(createdDateTime !== undefined && { created: createdDateTime }),
    ...(lastModifiedDateTime !== undefined && { modified: lastModifiedDateTime }),
    fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !/^[@_]/.test(name))),
  };
}
