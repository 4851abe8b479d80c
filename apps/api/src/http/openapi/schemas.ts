import { documentedClass, propertiesOf, type JsonSchema, type PropertyDocumentation } from '../openapi-metadata.js';

type Class = abstract new (...args: never[]) => object;

const prefix = '#/components/schemas/';

/** A reference to a schema of the document. */
export function schemaReference(name: string): JsonSchema {
  return { $ref: `${prefix}${name}` };
}

/** Collects the schemas of a document; each class becomes one, under its name. */
export class SchemaCatalogue {
  private readonly schemas = new Map<string, JsonSchema>();
  private readonly classes = new Map<string, Class>();
  private readonly closed = new Set<string>();

  /** @param given schemas that are there already, by name */
  constructor(given: Readonly<Record<string, object>>) {
    for (const [name, schema] of Object.entries(given)) this.schemas.set(name, plain(schema));
  }

  /** Every schema by name, those included that others refer to by name only. */
  all(): Readonly<Record<string, JsonSchema>> {
    for (const name of this.missing()) {
      const type = documentedClass(name);
      if (type === undefined) throw new Error(`A schema refers to ${name}, which no class documents.`);
      this.reference(type);
    }
    return Object.fromEntries([...this.schemas].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** The schema of a class; `isClosed` where unknown fields are refused. */
  reference(type: Class, { isClosed = false }: { readonly isClosed?: boolean } = {}): JsonSchema {
    const known = this.classes.get(type.name);
    if (known !== undefined && known !== type) {
      throw new Error(`Two documented classes are named ${type.name}; rename one.`);
    }
    // What a body and an answer share is as closed as the body.
    if (known === undefined || (isClosed && !this.closed.has(type.name))) {
      this.classes.set(type.name, type);
      if (isClosed) this.closed.add(type.name);
      this.schemas.set(type.name, this.objectOf(type, isClosed));
    }
    return schemaReference(type.name);
  }

  /** Adds a schema that no class stands for. */
  add(name: string, schema: JsonSchema): JsonSchema {
    this.schemas.set(name, schema);
    return schemaReference(name);
  }

  /** The schema of one property. */
  propertyOf(documentation: PropertyDocumentation, isClosed = false): JsonSchema {
    const { reference, isList, nullable, description, example } = documentation;
    const item = reference === undefined ? (documentation.schema ?? {}) : this.reference(reference(), { isClosed });
    const whole = isList === true ? { type: 'array', items: item } : '$ref' in item ? { $ref: item.$ref } : item;
    return {
      ...(nullable === true ? orNull(whole) : whole),
      ...(description !== undefined && { description }),
      ...(example !== undefined && { examples: [example] }),
    };
  }

  private objectOf(type: Class, isClosed: boolean): JsonSchema {
    const documented = [...propertiesOf(type)];
    const required = documented.filter(([, property]) => property.optional !== true).map(([name]) => name);
    return {
      type: 'object',
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(documented.map(([name, property]) => [name, this.propertyOf(property, isClosed)])),
      ...(isClosed && { additionalProperties: false }),
    };
  }

  private missing(): ReadonlySet<string> {
    const named = JSON.stringify([...this.schemas.values()]).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    return new Set([...named].map(([, name = '']) => name).filter((name) => !this.schemas.has(name)));
  }
}

function orNull(schema: JsonSchema): JsonSchema {
  return typeof schema.type === 'string'
    ? { ...schema, type: [schema.type, 'null'] }
    : { oneOf: [schema, { type: 'null' }] };
}

/** Without what only JavaScript sees, such as a schema builder's marks. */
function plain(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}
