import { readFile } from 'node:fs/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventTypes } from './events/types/event-types.js';
import { isShown } from './http/openapi/document.js';
import type { DeclaredRoute } from './http/openapi/routes.js';
import { declaredRoutes, describeApi } from './openapi.js';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly 'x-permission'?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, object>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
}
interface Parsed {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, object>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const read = (name: string) => readFile(new URL(`../../../${name}`, import.meta.url), 'utf8');

const root = 'https://attache.test/openapi.json';

let routes: readonly DeclaredRoute[];
let generated: Awaited<ReturnType<typeof describeApi>>;
let document: Parsed;
let operations: readonly (Operation & { readonly name: string })[];

beforeAll(async () => {
  const { version } = JSON.parse(await read('package.json')) as { readonly version: string };
  routes = await declaredRoutes();
  generated = await describeApi(version);
  document = JSON.parse(generated.document) as Parsed;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, name: `${method} ${path}` })),
  );
});

/** The schemas that some lead to, and those of them that take fields which they do not name. */
function openObjectsOf(roots: readonly object[], schemas: Parsed['components']['schemas']) {
  const reached = new Set<string>();
  const open: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { $ref, properties, additionalProperties } = value as Readonly<Record<string, unknown>>;
    if (properties !== undefined && additionalProperties !== false) open.push(name);
    const referred = typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
    if (referred !== undefined && !reached.has(referred)) {
      reached.add(referred);
      walk(schemas[referred], referred);
    }
    for (const each of Object.values(value)) walk(each, name);
  };
  for (const root of roots) walk(root, 'a body');
  return { reached: reached.size, open };
}

describe('openapi.json', () => {
  it('is what `npm run openapi` writes', async () => {
    expect(generated.document, 'run `npm run openapi`').toBe(await read('openapi.json'));
  });

  it('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    const config = await createConfig({ extends: ['recommended'], rules: { 'operation-4xx-response': 'off' } });
    const problems = await lintFromString({ source: generated.document, absoluteRef: 'openapi.json', config });
    expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual(
      [],
    );
  });

  it('shows every route of the API, with an id of its own, a summary and what it demands', () => {
    const api = routes.filter(({ path }) => path.startsWith('/v1/'));
    expect(api.filter((route) => !isShown(route)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(operations).toHaveLength(routes.filter(isShown).length);
    expect(operations.length).toBeGreaterThan(50);
    for (const operation of operations) {
      expect(operation.operationId, operation.name).toMatch(/^[a-z][A-Za-z]+$/);
      expect(operation.summary, operation.name).toBeTruthy();
      expect(operation['x-permission'], operation.name).toBeTruthy();
    }
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('tells the status that each route answers with', () => {
    const wrong = routes
      .filter(isShown)
      .filter(({ status, documentation }) => status !== (documentation.status ?? 200))
      .map(({ method, path }) => `${method} ${path}`);
    expect(wrong).toEqual([]);
  });

  it('demands no credentials where the route is public, and only there', () => {
    const open = operations.filter(({ security }) => security?.length === 0);
    const isPublic = (operation: (typeof operations)[number]) =>
      ['public', 'any-site'].includes(operation['x-permission'] ?? '');
    expect(open.filter((operation) => !isPublic(operation))).toEqual([]);
    expect(operations.filter(isPublic)).toHaveLength(open.length);
  });

  it('says of every body, at every depth, that other fields are refused', () => {
    const bodies = operations.flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {}));
    const { reached, open } = openObjectsOf(bodies, document.components.schemas);
    expect(reached).toBeGreaterThan(60);
    expect(open).toEqual([]);
  });

  it('leaves out the pages of the browser', () => {
    expect(Object.keys(document.paths).filter((path) => !/^\/(v1|health|metrics)/.test(path))).toEqual([]);
  });

  it('has examples that fit their schemas', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema({ $id: root, components: document.components });
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(() => ajv.getSchema(`${root}#/components/schemas/${name}`), name).not.toThrow();
      const { properties = {} } = schema as { readonly properties?: Record<string, { readonly examples?: unknown[] }> };
      for (const [property, { examples = [] }] of Object.entries(properties)) {
        const check = ajv.getSchema(`${root}#/components/schemas/${name}/properties/${property}`);
        for (const example of examples) expect(check?.(example), `${name}.${property}`).toBe(true);
      }
    }
  });
});

describe('docs/permissions.md', () => {
  it('is what `npm run openapi` writes', async () => {
    expect(generated.permissions, 'run `npm run openapi`').toBe(await read('docs/permissions.md'));
  });
});

describe('docs/events.md', () => {
  it('is what `npm run openapi` writes', async () => {
    expect(generated.events, 'run `npm run openapi`').toBe(await read('docs/events.md'));
  });

  it('and openapi.json tell of every type of event', () => {
    expect(Object.keys(document.webhooks).sort()).toEqual([...eventTypes].sort());
    for (const type of eventTypes) expect(generated.events).toContain(`### \`${type}\``);
  });
});
