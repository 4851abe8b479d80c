import 'reflect-metadata';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import type { Connector } from './connector.js';
import { CONNECTOR_REGISTRY, ConnectorRegistryModule } from './modules.js';
import { fits, validateInput } from './operation-schema.js';
import { createConnectorRegistry, type ConnectorRegistry } from './registry.js';

const root = join(import.meta.dirname, '../../..');
const app = await NestFactory.createApplicationContext(ConnectorRegistryModule, { logger: false });
const registry = app.get<ConnectorRegistry>(CONNECTOR_REGISTRY);
await app.close();
const connectors = registry.list();

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Paths below a folder, relative to the repository's root. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
}

const read = (path: string) => readFile(join(root, path), 'utf8');
const doubled = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

it('two connectors, or two operations, with one id are refused', () => {
  const [one] = connectors as [Connector];
  expect(() => createConnectorRegistry([one, one])).toThrow(one.id);
  expect(() => createConnectorRegistry([one, { ...one, id: 'other' }])).toThrow(one.operations[0]?.id);
});

it('names and marks are unique', () => {
  expect(doubled(connectors.map(({ name }) => name))).toEqual([]);
  expect(doubled(connectors.map(({ mark }) => JSON.stringify(mark)))).toEqual([]);
});

it('the table of the documentation has a row for each connector', async () => {
  const table = await read('docs/connectors.md');
  for (const { id, name } of connectors) expect(table).toContain(`| [${name}](../libs/connectors/src/${id}/README.md)`);
});

describe.each(connectors.map((connector) => [connector.id, connector] as const))('%s', (id, connector) => {
  const folder = `libs/connectors/src/${id}`;
  const { oauth, credentials = [], operations, templates } = connector;

  it('has ids of the right form', () => {
    const names = [id, ...operations.map(({ name }) => name), ...templates.map(({ name }) => name)];
    expect([...names, ...credentials.map((way) => way.id)].filter((name) => !kebab.test(name))).toEqual([]);
    expect(
      operations.filter((one) => !/^[a-z]+(?:-[a-z0-9]+)*$/.test(one.name) || one.id !== `${id}.${one.name}`),
    ).toEqual([]);
  });

  it('reaches nobody without https', () => {
    const urls = [
      ...[connector.website, ...connector.links.map(({ url }) => url)],
      ...[oauth?.authorizationUrl, oauth?.tokenUrl, oauth?.refreshUrl, oauth?.revocationUrl],
      ...credentials.map(({ documentation }) => documentation),
      ...operations.map(({ documentation }) => documentation),
    ];
    const given = urls.filter((url) => url !== undefined);
    expect(given.filter((url) => !/^https:\/\/[^\s]+$/.test(url))).toEqual([]);
    expect(JSON.stringify(connector)).not.toContain('http://');
  });

  it('matches no parameter with what would lead to another host', () => {
    const parameters = [oauth, ...credentials].flatMap((way) => way?.parameters ?? []);
    const hosts = hostsOf(connector);
    const nowhere = ['a/b', 'a@b', 'a:1', 'a?b', 'a#b', 'a\\b', 'ä', 'a b', '', '..'];
    const otherHosts = ['evil.example', 'evil.example/', 'a.b'];
    for (const { name, pattern, examples, default: byDefault, isOfBaseUrl = false } of parameters) {
      const elsewhere = isOfBaseUrl || hosts.includes(`{${name}}`) ? [...nowhere, ...otherHosts] : nowhere;
      const whole = new RegExp(`^(?:${pattern})$`, 'u');
      expect(
        elsewhere.filter((value) => whole.test(value)),
        name,
      ).toEqual([]);
      expect(
        [...examples, byDefault ?? examples[0] ?? ''].filter((value) => !whole.test(value)),
        name,
      ).toEqual([]);
    }
  });

  it('has a README with the same headings as all others, and each scope in it', async () => {
    expect(connector.readme).toBe(`${folder}/README.md`);
    const text = await read(connector.readme);
    const hasParameters = [oauth, ...credentials].some((way) => (way?.parameters.length ?? 0) > 0);
    const headings = ['Register the app', 'Scopes', ...(hasParameters ? ['Parameters'] : []), 'Limits', 'Links'];
    expect(text.match(/^# .+$/m)?.[0]).toBe(`# ${connector.name}`);
    expect(
      [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading).filter((one) => headings.includes(one ?? '')),
    ).toEqual(headings);
    const asked = [...new Set([...(oauth?.defaultScopes ?? []), ...operations.flatMap(({ scopes }) => scopes)])];
    expect(asked.filter((scope) => !text.includes(`\`${scope}\``))).toEqual([]);
  });

  it('has unique titles', () => {
    expect(doubled(operations.map(({ title }) => title))).toEqual([]);
    expect(doubled(templates.map(({ title }) => title))).toEqual([]);
  });

  it('has a spec for each operation', async () => {
    const files = (await filesBelow(folder)).filter((path) =>
      /\.spec\.ts$|\/vendor-api[\w-]*\.ts$|\/testing\//.test(path),
    );
    const specs = (await Promise.all(files.map(read))).join('\n');
    // By the name of its export, by its own, or by one that is put together.
    const isTold = (name: string) => {
      const exported = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const [verb = ''] = name.split('-');
      return new RegExp(`\\b${exported}\\b|['".]${name}['"]|\`${verb}-\\$\\{`).test(specs);
    };
    expect(operations.map(({ name }) => name).filter((name) => !isTold(name))).toEqual([]);
  });

  it('has a title and a description on each field', () => {
    const bare = operations.flatMap((one) => [
      ...untitled(one.input, `${one.name} in`),
      ...untitled(one.output, `${one.name} out`),
    ]);
    expect(bare).toEqual([]);
    const ajv = new Ajv2020({ strictTypes: false });
    for (const { input, output, name } of operations) {
      expect([ajv.validateSchema(input), ajv.validateSchema(output)], name).toEqual([true, true]);
      expect(input, name).toMatchObject({ type: 'object', additionalProperties: false, title: expect.any(String) });
    }
  });

  it('has examples that fit, and the vendor’s page, for each operation', () => {
    for (const operation of operations) {
      expect(operation.example, operation.id).toBeDefined();
      expect(() => validateInput(operation, operation.example), operation.id).not.toThrow();
      expect(fits(operation.input, { ...operation.example, unheardOf: 1 }), operation.id).toBe(false);
      expect(operation.documentation, operation.id).toMatch(/^https:\/\//);
    }
  });

  it('asks for no scope that its preset does not describe', () => {
    const known = oauth?.scopes.map((scope) => scope.id) ?? [];
    const asked = operations.flatMap(({ scopes }) => scopes);
    expect(asked.filter((scope) => !known.includes(scope))).toEqual([]);
    expect(asked.filter((scope) => !oauth?.defaultScopes.includes(scope))).toEqual([]);
    expect(oauth?.scopes.filter(({ description }) => description.trim() === '') ?? []).toEqual([]);
  });

  it('has templates that run only what there is, and pass the check of dialogs', () => {
    const known = new Map(operations.map((operation) => [operation.id, operation]));
    const inputs = (operationId: string) => {
      const input = known.get(operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    for (const { name, graph, requires, version } of templates) {
      expect(
        requires.filter((one) => !known.has(one)),
        name,
      ).toEqual([]);
      expect(
        graph.nodes
          .flatMap((node) => (node.type === 'service' ? [node.operation] : []))
          .filter((one) => !requires.includes(one)),
        name,
      ).toEqual([]);
      expect(checkGraph(graph, { operations: inputs }), name).toEqual([]);
      expect(version, name).toBeGreaterThanOrEqual(1);
    }
  });
});

it('no vendor is named outside its own folder', async () => {
  const engine = ['libs/connectors/src', 'libs/auth-profiles/src', 'libs/dialogs/src', 'apps/api/src'];
  const own = /^libs\/connectors\/src\/(?!http\/)[\w-]+\//;
  const files = (await Promise.all(engine.map(filesBelow)))
    .flat()
    .filter(
      (path) =>
        /\.ts$/.test(path) &&
        !/\.spec\.ts$|\/testing(?:\/|\.ts$)|\/transcripts\/|\/modules\.ts$/.test(path) &&
        !own.test(path),
    );
  const vendorOf = (website: string) => new URL(website).hostname.split('.').at(-2) ?? '';
  const words = connectors.flatMap(({ id, name, website }) => [id, name, vendorOf(website)]);
  const named = new RegExp(`\\b(?:${[...new Set(words)].join('|')})\\b`, 'i');
  const texts = await Promise.all(files.map(async (path) => ({ path, found: named.exec(await read(path))?.[0] })));
  expect(texts.filter(({ found }) => found !== undefined)).toEqual([]);
});

/** The host parts of the preset's URLs, with their placeholders. */
function hostsOf({ oauth }: Connector): string {
  const urls = [oauth?.authorizationUrl, oauth?.tokenUrl, oauth?.refreshUrl, oauth?.revocationUrl];
  return urls.map((url) => /^https:\/\/([^/]*)/.exec(url ?? '')?.[1] ?? '').join(' ');
}

interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Where a schema has fields without words. */
function untitled({ properties = {}, items, anyOf = [] }: Schema, path: string): readonly string[] {
  const fields = Object.entries(properties).flatMap(([name, field]) => [
    ...(field.title && field.description ? [] : [`${path}/${name}`]),
    ...untitled(field, `${path}/${name}`),
  ]);
  return [...fields, ...(items ? untitled(items, `${path}[]`) : []), ...anyOf.flatMap((one) => untitled(one, path))];
}
