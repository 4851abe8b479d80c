import type { VendorCall } from '#connectors/testing';

const reference = 'https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values';
const values = '/v4/spreadsheets/{spreadsheetId}/values/{range}';

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

const majorDimension = { enum: ['ROWS', 'COLUMNS'] };
const render = { enum: ['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA'] };
const renderTime = { enum: ['SERIAL_NUMBER', 'FORMATTED_STRING'] };

/** The options of what a write answers, and how texts are read, which every write has to say. */
const writeOptions = {
  valueInputOption: { enum: ['RAW', 'USER_ENTERED'] },
  includeValuesInResponse: { enum: ['true', 'false'] },
  responseValueRenderOption: render,
  responseDateTimeRenderOption: renderTime,
};

const valueRange = closed(
  {
    range: { type: 'string', minLength: 1 },
    majorDimension,
    // null leaves a cell as it is.
    values: { type: 'array', items: { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] } } },
  },
  ['values'],
);

const get: VendorCall = {
  method: 'GET',
  path: values,
  query: closed({ majorDimension, valueRenderOption: render, dateTimeRenderOption: renderTime }),
  documentation: `${reference}/get`,
};

const update: VendorCall = {
  method: 'PUT',
  path: values,
  query: closed(writeOptions, ['valueInputOption']),
  body: valueRange,
  documentation: `${reference}/update`,
};

/**
 * What Google describes of the calls of each operation, its own first. Source: Google's discovery document of the Sheets API,
 * `sheets:v4`, revision 20240402: all parameters of these calls but those that every Google API has. Values of its enumerations that
 * it says not to use are left out.
 */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'read-range': [get],
  'find-row': [get],
  'append-rows': [
    {
      method: 'POST',
      path: `${values}:append`,
      query: closed({ ...writeOptions, insertDataOption: { enum: ['OVERWRITE', 'INSERT_ROWS'] } }, [
        'valueInputOption',
      ]),
      body: valueRange,
      documentation: `${reference}/append`,
    },
  ],
  'update-range': [update],
  'update-row': [update, get],
};

/** What asks who authorized: OpenID's user info, below `/identity` in specs. */
export const accountCalls: readonly VendorCall[] = [
  {
    method: 'GET',
    path: '/identity/v1/userinfo',
    documentation:
      'https://developers.google.com/identity/openid-connect/openid-connect#obtaininguserprofileinformation',
  },
];
