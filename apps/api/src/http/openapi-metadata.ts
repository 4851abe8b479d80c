import type { ProblemCode } from './problems.js';

type Class = abstract new (...args: never[]) => object;

/** JSON Schema (draft 2020-12), as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What OpenAPI says of one property. */
export interface PropertyDocumentation {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** JSON Schema of the property. */
  readonly schema?: JsonSchema;
  /** The class of an object, or of the items of a list. */
  readonly reference?: () => Class;
  readonly isList?: boolean;
}

/**
 * What the audit trail keeps of a route: every call, written before it is answered (`awaited`) or within a second (`batched`); or only
 * those that were refused (`denials`), for what changes nothing; or nothing.
 */
export type AuditLevel = 'awaited' | 'batched' | 'denials' | 'never';

/** What OpenAPI says of one route. */
export interface RouteDocumentation {
  /** A stable name for clients, in camel case; unique. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Status of success: 200 unless told. */
  readonly status?: number;
  /** Class of the answer; none: an empty answer. */
  readonly answer?: Class;
  /** The answer is `{ items: answer[], nextCursor }`. */
  readonly isPage?: boolean;
  /** The answer is a bare list. */
  readonly isList?: boolean;
  /** Media type of the answer when it is not JSON. */
  readonly mediaType?: string;
  /** Codes of problems besides those that every route of its kind can answer with. */
  readonly problems?: readonly ProblemCode[];
  /** Unless told: `denials` of GET, `awaited` for everything else. */
  readonly audit?: AuditLevel;
}

const properties = new Map<object, Map<string, PropertyDocumentation>>();
const routes = new WeakMap<object, RouteDocumentation>();
const groups = new WeakMap<object, string>();

/** Documents a property of a body, a query or an answer. */
export function documentProperty(documentation: PropertyDocumentation): PropertyDecorator {
  return (prototype, key) => {
    const own = properties.get(prototype) ?? new Map<string, PropertyDocumentation>();
    properties.set(prototype, own.set(String(key), documentation));
  };
}

/** Documents a route. */
export function Route(documentation: RouteDocumentation): MethodDecorator {
  return (_target, _key, descriptor) => {
    routes.set(descriptor.value as object, documentation);
  };
}

/** Groups the routes of a controller. */
export function RouteGroup(name: string): ClassDecorator {
  return (controller) => {
    groups.set(controller, name);
  };
}

/** What is documented of a class, with what it inherits first. */
export function propertiesOf(type: Class): ReadonlyMap<string, PropertyDocumentation> {
  const all = new Map<string, PropertyDocumentation>();
  const line: object[] = [];
  for (let prototype = type.prototype as object; prototype !== Object.prototype;) {
    line.unshift(prototype);
    prototype = Object.getPrototypeOf(prototype) as object;
  }
  for (const prototype of line) for (const [key, value] of properties.get(prototype) ?? []) all.set(key, value);
  return all;
}

/** The documented class of a name, for schemas that are referred to by name only. */
export function documentedClass(name: string): Class | undefined {
  for (const prototype of properties.keys())
    if (prototype.constructor.name === name) return prototype.constructor as Class;
  return undefined;
}

/** What is documented of a handler. */
export function routeDocumentation(handler: object): RouteDocumentation | undefined {
  return routes.get(handler);
}

/** The group that a controller's routes are in. */
export function groupOf(controller: object): string | undefined {
  return groups.get(controller);
}
