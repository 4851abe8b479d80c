import { CrmError } from './crm-error.js';
import type { CrmObject, CrmStore } from './crm-store.js';

/** The properties that can be written, and those that a new record must have. */
const writable: Readonly<Record<CrmObject, readonly string[]>> = {
  contacts: ['email', 'firstname', 'lastname', 'phone', 'company'],
  deals: ['dealname', 'dealstage', 'pipeline', 'amount', 'closedate'],
  tickets: ['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority'],
};

const required: Readonly<Record<CrmObject, readonly string[]>> = {
  contacts: [],
  deals: ['dealname', 'dealstage'],
  tickets: ['hs_pipeline_stage'],
};

const options: Readonly<Record<string, readonly string[]>> = {
  dealstage: [
    'appointmentscheduled',
    'qualifiedtobuy',
    'presentationscheduled',
    'decisionmakerboughtin',
    'contractsent',
    'closedwon',
    'closedlost',
  ],
  pipeline: ['default'],
  hs_pipeline: ['0'],
  hs_pipeline_stage: ['1', '2', '3', '4'],
  hs_ticket_priority: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'],
};

/** What makes a value invalid; undefined when nothing does. */
function faultOf(name: string, value: string): { error: string; message: string } | undefined {
  const allowed = options[name];
  if (allowed && !allowed.includes(value)) {
    return { error: 'INVALID_OPTION', message: `${value} was not one of the allowed options: [${allowed.join(', ')}]` };
  }
  if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return { error: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
  }
  if (name === 'amount' && Number.isNaN(Number(value))) {
    return { error: 'INVALID_DOUBLE', message: `${value} was not a valid number.` };
  }
  return undefined;
}

/** Reads the properties of a body; throws what HubSpot would answer to bad ones. */
export function readProperties(object: CrmObject, body: unknown, isNew: boolean): Readonly<Record<string, string>> {
  const { properties } = (body ?? {}) as { properties?: Readonly<Record<string, unknown>> };
  if (typeof properties !== 'object') throw invalid('Invalid input JSON on line 1, column 1: properties is missing');
  const given = Object.entries(properties).map(([name, value]) => [name, String(value)] as const);
  const unknown = given.find(([name]) => !writable[object].includes(name));
  if (unknown) {
    throw invalid('Property values were not valid', [
      { error: 'PROPERTY_DOESNT_EXIST', message: `Property "${unknown[0]}" does not exist`, name: unknown[0] },
    ]);
  }
  const missing = isNew ? required[object].filter((name) => properties[name] === undefined) : [];
  if (missing.length > 0)
    throw invalid(`Error creating ${object}. Some required properties were not set.`, [], missing);
  const faults = given.flatMap(([name, value]) => {
    const fault = faultOf(name, value);
    return fault ? [{ isValid: false, ...fault, name }] : [];
  });
  if (faults.length > 0) throw invalid('Property values were not valid', faults);
  return Object.fromEntries(given);
}

/** No two contacts share an address. */
export function refuseTwin(store: CrmStore, email: string | undefined, ownId?: string): void {
  const twin = store.list('contacts').find(({ id, properties }) => id !== ownId && properties['email'] === email);
  if (email !== undefined && twin) {
    throw new CrmError(409, 'CONFLICT', `Contact already exists. Existing ID: ${twin.id}`);
  }
}

function invalid(message: string, list: readonly object[] = [], missing: readonly string[] = []): CrmError {
  const words = list.length > 0 ? `${message}: ${JSON.stringify(list)}` : message;
  const context = missing.length > 0 ? { context: { properties: missing } } : {};
  return new CrmError(400, 'VALIDATION_ERROR', words, context);
}
