import { Type, type TObject, type TProperties } from 'typebox';

/** One kind of event. */
export interface EventDescription {
  /** What has happened, as people read it. */
  readonly title: string;
  /** What `data` holds, as JSON Schema. */
  readonly data: TObject;
}

/** The kinds of events that are about one kind of resource. */
export interface EventGroup<Types extends Readonly<Record<string, EventDescription>>> {
  readonly title: string;
  /** Member of `data` with the id of the resource: events of one resource are told in order. The first that is there counts. */
  readonly subject: readonly string[];
  readonly types: Types;
}

/** Declares a group of events. */
export function eventGroup<const Types extends Readonly<Record<string, EventDescription>>>(
  group: EventGroup<Types>,
): EventGroup<Types> {
  return group;
}

/** What `data` holds. */
export function eventData<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

/** An id of the API. */
export function idOf(what: string) {
  return Type.String({ description: `Id of the ${what}.` });
}

/** Words or a code. */
export function text(description: string) {
  return Type.String({ description });
}

/** One of some words. */
export function oneOf(words: readonly string[], description: string) {
  return Type.Unsafe<string>({ type: 'string', enum: [...words], description });
}
