type Swagger = typeof import('@nestjs/swagger');
type Class = new (...args: never[]) => object;

/** What OpenAPI says of one property. */
export interface PropertyDocumentation {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** JSON Schema of the property. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** The class of an object, or of the items of a list. */
  readonly reference?: () => Class;
  readonly isList?: boolean;
}

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
}

/**
 * Documentation waits here until the document is built: importing @nestjs/swagger costs a fifth of a second at every start,
 * and only `npm run openapi` and its spec need it.
 */
const pending: ((swagger: Swagger) => void)[] = [];

/** Documents a property of a body, a query or an answer. */
export function documentProperty(documentation: PropertyDocumentation): PropertyDecorator {
  const { schema = {}, reference, isList, optional, ...rest } = documentation;
  return (target, key) => {
    pending.push((swagger) => {
      const type = reference === undefined ? {} : { type: isList === true ? [reference()] : reference() };
      const options = { ...rest, ...schema, ...type, required: optional !== true };
      swagger.ApiProperty(options as Parameters<Swagger['ApiProperty']>[0])(target, key);
    });
  };
}

/** Documents a route. */
export function Route(documentation: RouteDocumentation): MethodDecorator {
  return (target, key, descriptor) => {
    pending.push((swagger) => {
      const { id, summary, description, answer } = documentation;
      swagger.ApiOperation({ operationId: id, summary, description })(target, key, descriptor);
      if (answer !== undefined) swagger.ApiExtraModels(answer)(target, key, descriptor);
      swagger.ApiResponse({
        status: documentation.status ?? 200,
        description: summary,
        ...content(swagger, documentation),
      })(target, key, descriptor);
    });
  };
}

/** Groups the routes of a controller. */
export function RouteGroup(name: string): ClassDecorator {
  return (target) => {
    pending.push((swagger) => swagger.ApiTags(name)(target));
  };
}

function content(swagger: Swagger, { answer, isPage, isList, mediaType }: RouteDocumentation) {
  if (answer === undefined)
    return mediaType === undefined ? {} : { content: { [mediaType]: { schema: { type: 'string' } } } };
  const item = { $ref: swagger.getSchemaPath(answer) };
  const list = { type: 'array', items: item };
  const page = {
    type: 'object',
    required: ['items', 'nextCursor'],
    properties: { items: list, nextCursor: { type: ['string', 'null'] } },
  };
  const schema = isPage === true ? page : isList === true ? list : item;
  return { content: { [mediaType ?? 'application/json']: { schema: schema as object } } };
}

/** Hands all that was documented to @nestjs/swagger, once. */
export function applyDocumentation(swagger: Swagger): void {
  for (const apply of pending.splice(0)) apply(swagger);
}
