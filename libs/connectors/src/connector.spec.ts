import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { defineConnector, describeConnector, type Connector } from './connector.js';
import { VendorRateLimitedError, type ConnectorError } from './errors.js';
import { defineOperation } from './operation.js';
import { validateInput } from './operation-schema.js';
import { fillPresetUrls, type OAuthPreset } from './preset.js';
import { createConnectorRegistry } from './registry.js';

const ping = defineOperation({
  connector: 'echo',
  name: 'ping',
  title: 'Ping',
  description: 'Answers.',
  effect: 'read',
  input: Type.Object(
    {
      text: Type.String({ maxLength: 3 }),
      when: Type.Optional(Type.String({ format: 'date' })),
      'a/b~c': Type.Optional(Type.Object({ n: Type.Integer() }, { additionalProperties: false })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ text: Type.String() }),
  scopes: [],
  run: async (_context, { text }) => ({ text }),
});

const oauth: OAuthPreset = {
  authorizationUrl: 'https://{host}/authorize',
  tokenUrl: 'https://{host}/token',
  scopes: [{ id: 'read', description: 'Read' }],
  defaultScopes: ['read'],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'none',
  additionalParameters: {},
  parameters: [{ name: 'host', title: 'Host', description: 'Where', pattern: 'a\\.test|b\\.test', examples: [] }],
  urlRules: [],
  refreshTokenScopes: [],
};

const echo: Connector = {
  id: 'echo',
  name: 'Echo',
  description: 'Answers what it is told.',
  categories: [],
  mark: { kind: 'letters', letters: 'Ex', color: '#445566' },
  links: [],
  website: 'https://echo.test',
  readme: 'README.md',
  oauth,
  baseUrl: () => 'https://echo.test',
  whoami: async () => ({ id: '1', name: 'One', details: {} }),
  verify: async () => undefined,
  operations: [ping],
  templates: [],
};

describe('a connector', () => {
  const template = {
    name: 't',
    title: 'T',
    description: 'T',
    version: 1,
    graph: { schemaVersion: 1, nodes: [] },
    requires: [],
  } as const;

  it.each<[string, Partial<Connector>]>([
    ['an operation of another system', { id: 'other' }],
    ['an operation twice', { operations: [ping, ping] }],
    ['a template twice', { templates: [template, template] }],
    ['a template that runs what is not declared', { templates: [{ ...template, requires: ['echo.pong'] }] }],
    [
      'a default that its own pattern refuses',
      { oauth: { ...oauth, parameters: [{ ...oauth.parameters[0]!, default: 'c.test' }] } },
    ],
    ['no way to authorize', { oauth: undefined }],
    ['a scope without a description', { oauth: { ...oauth, defaultScopes: ['write'] } }],
  ])('cannot be declared with %s', (_title, changes) => {
    expect(() => defineConnector({ ...echo, ...changes })).toThrow(TypeError);
  });

  it('is shown in the catalogue without its functions', () => {
    const info = describeConnector(defineConnector(echo));
    expect(JSON.parse(JSON.stringify(info))).toEqual(info);
    expect(info.operations[0]).toMatchObject({ id: 'echo.ping', effect: 'read' });
    expect(Object.keys(info)).not.toContain('whoami');
  });
});

describe('the registry', () => {
  it('finds connectors and operations by id, and lists connectors by name', () => {
    const registry = createConnectorRegistry([echo, { ...echo, id: 'another', name: 'Another', operations: [] }]);
    expect(registry.list().map(({ id }) => id)).toEqual(['another', 'echo']);
    expect(registry.find('echo')).toBe(echo);
    expect(registry.findOperation('echo.ping')).toBe(ping);
    expect(registry.find('toString')).toBeUndefined();
    expect(registry.findOperation('echo.pong')).toBeUndefined();
  });

  it('refuses two connectors or operations of one id', () => {
    expect(() => createConnectorRegistry([echo, { ...echo, operations: [] }])).toThrow(/connectors are called "echo"/);
    expect(() => createConnectorRegistry([echo, { ...echo, id: 'other' }])).toThrow(
      /operations are called "echo.ping"/,
    );
  });
});

describe('the parameters of a preset', () => {
  it('must match as a whole, so that an alternative cannot let the rest through', () => {
    expect(fillPresetUrls(oauth, { host: 'b.test' })).toMatchObject({
      tokenUrl: 'https://b.test/token',
      revocationUrl: undefined,
    });
    for (const host of ['a.test.evil', 'evil.b.test', 'a.test\n', 'a.test/']) {
      expect(() => fillPresetUrls(oauth, { host })).toThrow(expect.objectContaining({ code: 'input-invalid' }));
    }
  });

  it('are required where there is no default, and are only the object’s own', () => {
    const missing = { violations: [{ pointer: '/host', message: 'is required', keyword: 'required' }] };
    expect(() => fillPresetUrls(oauth, {})).toThrow(expect.objectContaining(missing));
    const inherited = Object.create({ host: 'a.test' }) as Record<string, string>;
    expect(() => fillPresetUrls(oauth, inherited)).toThrow(expect.objectContaining(missing));
  });
});

describe('an operation’s input', () => {
  const violationsOf = (input: unknown) => {
    try {
      return validateInput(ping, input);
    } catch (error) {
      return (error as { violations: unknown }).violations;
    }
  };

  it('comes back typed when it fits', () => {
    const { text }: { text: string } = validateInput(ping, { text: 'abc' });
    expect(text).toBe('abc');
  });

  it('is told everything that is wrong with it, each with its place', () => {
    expect(violationsOf({ text: 'four', when: 'soon', more: 1, 'a/b~c': { n: 'x' } })).toEqual(
      expect.arrayContaining([
        { pointer: '/more', message: 'is not a known field', keyword: 'additionalProperties' },
        { pointer: '/text', message: 'must NOT have more than 3 characters', keyword: 'maxLength' },
        { pointer: '/when', message: 'must match format "date"', keyword: 'format' },
        { pointer: '/a~1b~0c/n', message: 'must be integer', keyword: 'type' },
      ]),
    );
    expect(violationsOf({})).toEqual([{ pointer: '/text', message: 'is required', keyword: 'required' }]);
  });

  it.each([null, undefined, [], 'text', 5])('cannot be %j', (input) => {
    expect(violationsOf(input)).toMatchObject([{ pointer: '', keyword: 'type' }]);
  });

  it('is not changed by validating it, nor by a prototype in it', () => {
    const input = JSON.parse('{"text":"a","__proto__":{"text":"b"}}') as unknown;
    expect(violationsOf(input)).toMatchObject([{ keyword: 'additionalProperties' }]);
  });
});

it('an error says its name, whether repeating helps, and why it came about', () => {
  const cause = new Error('why');
  const error: ConnectorError = new VendorRateLimitedError('Later.', { cause, retryAfterSeconds: 5, status: 429 });
  expect(error).toMatchObject({
    name: 'VendorRateLimitedError',
    code: 'vendor-rate-limited',
    isTransient: true,
    cause,
  });
  expect(error.retryAfterSeconds).toBe(5);
});
