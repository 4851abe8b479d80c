import { Type, type TSchema } from 'typebox';
import { compileSchema } from '../operation-schema.js';
import type { VendorRequest } from '../testing.js';

/** What one call of a vendor's API must be, in our own words; what a schema does not name may not be there. */
export interface VendorCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/rest/api/3/issue/{key}`: each name stands for one segment. */
  readonly path: string;
  /** JSON Schema of the query's values, each a text. */
  readonly query?: object;
  /** JSON Schema of the body; without it there is none. */
  readonly body?: object;
  /** The vendor's page about the call. */
  readonly documentation: string;
}

/** How requests differ from what the vendor describes: nothing, when every one is as one of the calls must be. */
export function deviationsOf(calls: readonly VendorCall[], requests: readonly VendorRequest[]): readonly string[] {
  return requests.flatMap((request) => {
    const call = calls.find((known) => known.method === request.method && pathPattern(known.path).test(request.path));
    if (call === undefined) return [`${request.method} ${request.path} is not described`];
    const query = Object.fromEntries(request.query);
    return [
      ...faults(`${call.method} ${call.path}, query`, call.query ?? nothing, query),
      ...(call.body === undefined
        ? request.body === ''
          ? []
          : [`${call.method} ${call.path} takes no body`]
        : faults(`${call.method} ${call.path}, body`, call.body, request.body)),
    ];
  });
}

const nothing = Type.Object({}, { additionalProperties: false });

function pathPattern(template: string): RegExp {
  const parts = template.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

function faults(where: string, schema: object, value: unknown): string[] {
  const validate = compileSchema(schema as TSchema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${where}${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}
