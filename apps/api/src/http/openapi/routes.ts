import { RequestMethod, type Type } from '@nestjs/common';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PARAMTYPES_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
  RouteParamtypes,
} from '@nestjs/common/internal';
import { MetadataScanner, Reflector, type ModulesContainer } from '@nestjs/core';
import { accessOf, isOrOwn, type Access } from '../access.guard.js';
import { groupOf, routeDocumentation, type RouteDocumentation } from '../openapi-metadata.js';

type Class = Type<object>;

/** A route as its decorators declare it. */
export interface DeclaredRoute {
  readonly method: string;
  /** With Fastify's `:parameters`. */
  readonly path: string;
  /** Status of success. */
  readonly status: number;
  /** Undefined: the guard answers 403. */
  readonly access: Access | undefined;
  /** Members without the permission find there what is their own. */
  readonly isOrOwn: boolean;
  readonly group: string | undefined;
  readonly documentation: RouteDocumentation | undefined;
  readonly body: Class | undefined;
  readonly query: Class | undefined;
  /** Names of the headers that the handler reads. */
  readonly headers: readonly string[];
}

const scanner = new MetadataScanner();
const reflector = new Reflector();

/** Every route of every controller, by path and method. */
export function listRoutes(modules: ModulesContainer): readonly DeclaredRoute[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  const routes = controllers.flatMap(({ metatype }) => routesOf(metatype as Class));
  return routes.sort((one, other) => compare(one.path, other.path) || compare(one.method, other.method));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function routesOf(controller: Class): readonly DeclaredRoute[] {
  const prototype = controller.prototype as Record<string, object>;
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] as () => unknown;
    const method = metadata<RequestMethod>(METHOD_METADATA, handler);
    if (method === undefined) return [];
    const context = { getHandler: () => handler, getClass: () => controller as Type<never> };
    const shared = {
      method: RequestMethod[method],
      status: metadata<number>(HTTP_CODE_METADATA, handler) ?? (method === RequestMethod.POST ? 201 : 200),
      access: accessOf(reflector, context),
      isOrOwn: isOrOwn(reflector, context),
      group: groupOf(controller),
      documentation: routeDocumentation(handler),
      ...parametersOf(controller, name),
    };
    return pathsOf(controller).flatMap((base) =>
      pathsOf(handler).map((path) => ({ ...shared, path: join(base, path) })),
    );
  });
}

function metadata<Value>(key: string, target: object): Value | undefined {
  return Reflect.getMetadata(key, target) as Value | undefined;
}

function pathsOf(target: object): readonly string[] {
  return [metadata<string | readonly string[]>(PATH_METADATA, target) ?? ''].flat();
}

function join(base: string, path: string): string {
  return `/${base}/${path}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '');
}

/** What a handler takes from a request, by its parameters' decorators and types. */
function parametersOf(controller: Class, name: string): Pick<DeclaredRoute, 'body' | 'query' | 'headers'> {
  const declared = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as
    Readonly<Record<string, { readonly index: number; readonly data?: unknown }>> | undefined;
  const types = (Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype as object, name) ?? []) as Class[];
  const parameters = Object.entries(declared ?? {}).map(([key, { index, data }]) => ({
    kind: Number(key.split(':')[0]) as RouteParamtypes,
    name: typeof data === 'string' ? data : undefined,
    type: types[index],
  }));
  const whole = (kind: RouteParamtypes) =>
    parameters.find((one) => one.kind === kind && one.name === undefined && one.type !== Object)?.type;
  return {
    body: whole(RouteParamtypes.BODY),
    query: whole(RouteParamtypes.QUERY),
    headers: parameters.flatMap((one) => (one.kind === RouteParamtypes.HEADERS && one.name ? [one.name] : [])),
  };
}
