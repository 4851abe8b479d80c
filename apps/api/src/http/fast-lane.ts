import { RequestMethod, SetMetadata, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard, accessOf, type Access } from './access.guard.js';
import { createValidationPipe } from './server.js';

/** What a controller's method is called with, taken from a request that the guard has admitted. */
type ArgumentsOf = (request: FastifyRequest, reply: FastifyReply) => readonly unknown[] | Promise<readonly unknown[]>;

const FAST_LANE = Symbol('fast-lane');

/**
 * Calls the method straight from Fastify, past Nest's pipes and interceptors: for the few routes that every message of every bot comes by.
 * The access guard, the method and the problem filter are the same; `argumentsOf` must validate what pipes would (docs/decisions/0009).
 */
export const FastLane = (argumentsOf: ArgumentsOf) => SetMetadata(FAST_LANE, argumentsOf);

const pipe = createValidationPipe();

/** The body as Nest's own pipe would hand it over; throws `RequestInvalidError`. */
export function bodyOf<Body>(request: FastifyRequest, metatype: Type<Body>): Promise<Body> {
  return pipe.transform(request.body, { type: 'body', metatype }) as Promise<Body>;
}

/** The query as Nest's own pipe would hand it over; at once where there is none. Throws `RequestInvalidError`. */
export function queryOf<Query extends object>(request: FastifyRequest, metatype: Type<Query>): Query | Promise<Query> {
  const query = request.query as object;
  for (const _name in query) return pipe.transform(query, { type: 'query', metatype }) as Promise<Query>;
  return new metatype();
}

interface Lane {
  readonly access: Access | undefined;
  readonly status: number;
  readonly argumentsOf: ArgumentsOf;
  readonly call: (values: readonly unknown[]) => unknown;
}

/** Opens the lane; call it before the application listens. */
export function openFastLane(app: NestFastifyApplication): void {
  let lanes: ReadonlyMap<string, Lane> | undefined;
  const known = new WeakMap<object, Lane | null>();
  const guard = app.get(AccessGuard);
  const laneOf = (request: FastifyRequest): Lane | null => {
    const { config, url } = request.routeOptions;
    const held = known.get(config);
    if (held !== undefined) return held;
    lanes ??= findLanes(app);
    const lane = lanes.get(`${request.method} ${url}`) ?? null;
    known.set(config, lane);
    return lane;
  };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preHandler', (request, reply, done) => {
      const lane = laneOf(request as FastifyRequest);
      if (lane === null) return done();
      serve(lane, guard, request as FastifyRequest, reply as FastifyReply).catch(done);
    });
}

async function serve(lane: Lane, guard: AccessGuard, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const admitted = guard.admit(lane.access, request);
  if (admitted instanceof Promise) await admitted;
  const values = lane.argumentsOf(request, reply);
  const body = await lane.call(values instanceof Promise ? await values : values);
  void reply.status(lane.status).send(body);
}

function findLanes(app: NestFastifyApplication): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  for (const { instance, metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    const controller = instance as Record<string, (...values: readonly unknown[]) => unknown>;
    for (const name of scanner.getAllMethodNames(Object.getPrototypeOf(controller) as object)) {
      const method = controller[name];
      if (method === undefined) continue;
      const argumentsOf = reflector.get<ArgumentsOf | undefined>(FAST_LANE, method);
      if (argumentsOf === undefined) continue;
      const context = { getHandler: () => method, getClass: <T>() => metatype as Type<T> };
      lanes.set(routeOf(metatype as object, method), {
        access: accessOf(reflector, context),
        status: (Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined) ?? 201,
        argumentsOf,
        call: (values) => method.apply(controller, values as unknown[]),
      });
    }
  }
  return lanes;
}

function routeOf(controller: object, method: object): string {
  const parts = [controller, method].map((place) => String(Reflect.getMetadata(PATH_METADATA, place)));
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod];
  return `${verb} /${parts
    .join('/')
    .replaceAll(/\/+/g, '/')
    .replace(/^\/|\/$/g, '')}`;
}
