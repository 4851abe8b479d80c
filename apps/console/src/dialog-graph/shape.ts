/** Something that was left out or made to fit while foreign JSON was read. */
export interface Remark {
  /** JSON pointer into what was read. */
  readonly pointer: string;
  readonly message: string;
}

/** Reads an unknown value at a pointer; answers nothing, with a remark, where it does not fit. */
export type Shape<Value> = (value: unknown, pointer: string, remarks: Remark[]) => Value | undefined;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type ValueOf<S> = S extends Shape<infer Value> ? Value : never;

/** Text of at most so many characters, of a pattern where there is one. */
export function text(most: number, pattern?: RegExp): Shape<string> {
  return (value, pointer, remarks) => {
    if (typeof value !== 'string' || value === '') return wrong(remarks, pointer, 'must be text');
    if (value.length > most)
      return wrong(remarks, pointer, `must have at most ${most.toLocaleString('en')} characters`);
    return pattern && !pattern.test(value)
      ? wrong(remarks, pointer, 'has characters that are not allowed here')
      : value;
  };
}

/** A number within bounds. */
export function number(least: number, most: number, isWhole = true): Shape<number> {
  return (value, pointer, remarks) => {
    const fits = typeof value === 'number' && value >= least && value <= most && (!isWhole || Number.isInteger(value));
    return fits ? value : wrong(remarks, pointer, `must be a number from ${least} to ${most}`);
  };
}

/** One of some values. */
export function oneOf<const Values extends readonly (string | number | boolean)[]>(
  values: Values,
): Shape<Values[number]> {
  return (value, pointer, remarks) =>
    values.includes(value as Values[number])
      ? (value as Values[number])
      : wrong(remarks, pointer, `must be one of ${values.join(', ')}`);
}

/** The first shape that fits. */
export function either<One, Other>(
  fits: (value: unknown) => boolean,
  one: Shape<One>,
  other: Shape<Other>,
): Shape<One | Other> {
  return (value, pointer, remarks) => (fits(value) ? one(value, pointer, remarks) : other(value, pointer, remarks));
}

/** A list; items that do not fit are left out. */
export function list<Item>(item: Shape<Item>, most: number, least = 0): Shape<readonly Item[]> {
  return (value, pointer, remarks) => {
    if (!Array.isArray(value)) return wrong(remarks, pointer, 'must be a list');
    if (value.length > most) remarks.push({ pointer, message: `has ${value.length} items; ${most} are kept` });
    const kept = value.slice(0, most).flatMap((each, index) => {
      const read = item(each, `${pointer}/${index}`, remarks);
      return read === undefined ? [] : [read];
    });
    return kept.length < least ? wrong(remarks, pointer, 'must not be empty') : kept;
  };
}

/** Values by name; names that do not fit are left out. */
export function record<Item>(
  key: RegExp,
  item: Shape<Item>,
  most: number,
  least = 0,
): Shape<Readonly<Record<string, Item>>> {
  return (value, pointer, remarks) => {
    if (!isObject(value)) return wrong(remarks, pointer, 'must be an object');
    const read = Object.entries(value)
      .slice(0, most)
      .flatMap(([name, each]) => {
        const at = `${pointer}/${escaped(name)}`;
        if (!key.test(name)) return [wrong(remarks, at, 'has a name that is not allowed here')];
        const fit = item(each, at, remarks);
        return fit === undefined ? [] : [[name, fit] as const];
      });
    const kept = read.filter((entry) => entry !== undefined);
    return kept.length < least ? wrong(remarks, pointer, 'must not be empty') : Object.fromEntries(kept);
  };
}

/** An object of known fields: what is required must fit, what is optional is left out where it does not, what is unknown is reported and left out. */
export function object<Required extends Fields, Optional extends Fields>(
  required: Required,
  optional: Optional,
): Shape<
  { readonly [Key in keyof Required]: ValueOf<Required[Key]> } & {
    readonly [Key in keyof Optional]?: ValueOf<Optional[Key]>;
  }
> {
  return (value, pointer, remarks) => {
    if (!isObject(value)) return wrong(remarks, pointer, 'must be an object');
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(required, name) || Object.hasOwn(optional, name)) continue;
      remarks.push({ pointer: `${pointer}/${escaped(name)}`, message: 'is not known and was left out' });
    }
    const read: Record<string, unknown> = {};
    for (const [name, shape] of [...Object.entries(required), ...Object.entries(optional)]) {
      const isRequired = Object.hasOwn(required, name);
      if (!Object.hasOwn(value, name)) {
        if (!isRequired) continue;
        return wrong(remarks, `${pointer}/${name}`, 'is missing');
      }
      const fit = shape(value[name], `${pointer}/${escaped(name)}`, remarks);
      if (fit !== undefined) read[name] = fit;
      else if (isRequired) return undefined;
    }
    return read as never;
  };
}

/** Whether a value is an object and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(remarks: Remark[], pointer: string, message: string): undefined {
  remarks.push({ pointer, message });
  return undefined;
}

function escaped(name: string): string {
  return name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
