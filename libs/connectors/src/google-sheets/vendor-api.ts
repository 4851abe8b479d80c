import type { VendorCall } from '#connectors/testing';

const reference = 'https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values';
const values = '/v4/spreadsheets/{spreadsheetId}/values/{range}';

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

const valueInputOption = { enum: ['RAW', 'USER_ENTERED'] };

const valueRange = closed(
  {
    range: { type: 'string', minLength: 1 },
    majorDimension: { enum: ['ROWS', 'COLUMNS'] },
    values: { type: 'array', items: { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] } } },
  },
  ['values'],
);

const get: VendorCall = {
  method: 'GET',
  path: values,
  query: closed({
    majorDimension: { enum: ['ROWS', 'COLUMNS'] },
    valueRenderOption: { enum: ['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA'] },
    dateTimeRenderOption: { enum: ['SERIAL_NUMBER', 'FORMATTED_STRING'] },
  }),
  documentation: `${reference}/get`,
};

const update: VendorCall = {
  method: 'PUT',
  path: values,
  query: closed({ valueInputOption, includeValuesInResponse: { enum: ['true', 'false'] } }, ['valueInputOption']),
  body: valueRange,
  documentation: `${reference}/update`,
};

/** What Google describes of the calls of each operation, its own first. */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'read-range': [get],
  'find-row': [get],
  'append-rows': [
    {
      method: 'POST',
      path: `${values}:append`,
      query: closed({ valueInputOption, insertDataOption: { enum: ['OVERWRITE', 'INSERT_ROWS'] } }, [
        'valueInputOption',
      ]),
      body: valueRange,
      documentation: `${reference}/append`,
    },
  ],
  'update-range': [update],
  'update-row': [update, get],
};
