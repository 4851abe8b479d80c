import { objects, type Field, type SalesforceObject } from './objects.js';

/** The list of objects, as the API describes itself. */
export function listObjects(apiPath: string): Readonly<Record<string, unknown>> {
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects: objects.map((object) => summary(object, apiPath)) };
}

/** An object with its fields. */
export function describeObject(object: SalesforceObject, apiPath: string): Readonly<Record<string, unknown>> {
  return { ...summary(object, apiPath), fields: object.fields.map((field) => describeField(field, object)) };
}

function summary({ name, labelPlural, keyPrefix, isReadOnly }: SalesforceObject, apiPath: string) {
  const root = `${apiPath}/sobjects/${name}`;
  const writable = { createable: !isReadOnly, updateable: !isReadOnly, deletable: !isReadOnly };
  const readable = { queryable: true, retrieveable: true, searchable: !isReadOnly, custom: false };
  const urls = { sobject: root, describe: `${root}/describe`, rowTemplate: `${root}/{ID}` };
  return { name, label: name, labelPlural, keyPrefix, ...writable, ...readable, urls };
}

function describeField(field: Field, object: SalesforceObject) {
  const { name, label, type, length, isRequired, isReadOnly, values, default: defaultValue } = field;
  const isWritable = !isReadOnly && !object.isReadOnly;
  return {
    ...{ name, label, type, length, nillable: !isRequired, createable: isWritable, updateable: isWritable },
    ...{ defaultValue, defaultedOnCreate: defaultValue !== null, filterable: type !== 'textarea', custom: false },
    restrictedPicklist: type === 'picklist',
    picklistValues: values.map((value) => ({
      value,
      label: value,
      active: true,
      defaultValue: value === defaultValue,
    })),
  };
}
