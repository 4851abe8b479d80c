import { instanceToPlain, plainToInstance, type ClassConstructor, type ClassTransformOptions } from 'class-transformer';

const verbatimFields = new WeakMap<object, Set<string>>();

/** Marks a property of a body as one that nothing may touch on its way in. */
export function Verbatim(): PropertyDecorator {
  return (prototype, key) => {
    const own = verbatimFields.get(prototype) ?? new Set();
    verbatimFields.set(prototype, own.add(String(key)));
  };
}

/**
 * class-transformer, but JSON is handed over as it was sent: it would drop keys such as `toString`, choke on `constructor`, and take its time
 * to copy thousands of nodes. Only properties of the body itself can be verbatim.
 */
export const transformer = {
  plainToInstance<Body>(type: ClassConstructor<Body>, plain: unknown, options?: ClassTransformOptions): Body | Body[] {
    const names = verbatimNames(type);
    if (names.length === 0 || !isObject(plain)) return plainToInstance(type, plain, options);
    const given = names.filter((name) => Object.hasOwn(plain, name));
    const shell = { ...plain, ...Object.fromEntries(given.map((name) => [name, null])) };
    const body = plainToInstance(type, shell, options);
    for (const name of given) (body as Record<string, unknown>)[name] = plain[name];
    return body;
  },
  classToPlain: (body: unknown, options?: ClassTransformOptions) =>
    instanceToPlain(body, options) as Record<string, unknown>,
};

function verbatimNames({ prototype }: { readonly prototype: object }): readonly string[] {
  const names: string[] = [];
  for (let line = prototype; line !== Object.prototype && line !== null; line = Object.getPrototypeOf(line) as object) {
    names.push(...(verbatimFields.get(line) ?? []));
  }
  return names;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
