import type { Static, TObject, TSchema } from 'typebox';
import type { Account, ConnectorContext } from './connector.js';
import type { Content } from './http/content.js';

/** What an operation works with: never a token. */
export interface OperationContext extends ConnectorContext {
  /** Whom the authorization stands for, as `whoami` told. */
  readonly account: Account;
  /** The file that came with the request, for an operation that takes content. */
  readonly content?: Content;
}

/** The answer of an operation that gives content: what is told of the file, and the file itself. */
export interface OpenedFile<Output> {
  readonly output: Output;
  readonly content: Content;
}

/** An operation as the catalogue shows it; `input` and `output` are JSON Schema (draft 2020-12). */
export interface OperationInfo<
  Id extends string = string,
  Input extends TObject = TObject,
  Output extends TSchema = TSchema,
> {
  /** `connector.verb-noun` */
  readonly id: Id;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** A `write` is sent at most once, unless the vendor takes an idempotency key. */
  readonly effect: 'read' | 'write';
  readonly input: Input;
  readonly output: Output;
  /** Whether a file can come with the request, or flow as the answer; `run` does without. */
  readonly content?: 'takes' | 'gives';
  /** OAuth scopes that the operation needs, all of them. */
  readonly scopes: readonly string[];
  /** The vendor's header that makes a repeated write safe, where it has one. */
  readonly idempotencyKeyHeader?: string;
  /** An input that fits, to begin with. */
  readonly example?: Static<Input>;
  /** The vendor's page about the call. */
  readonly documentation?: string;
}

/** One call that an action can make. Throws `ConnectorError`s only. */
export interface Operation<
  Id extends string = string,
  Input extends TObject = TObject,
  Output extends TSchema = TSchema,
> extends OperationInfo<Id, Input, Output> {
  /** `input` must have passed `validateInput`. */
  run(context: OperationContext, input: Static<Input>): Promise<Static<Output>>;
  /** Opens the file of an operation that gives content. */
  open?(context: OperationContext, input: Static<Input>): Promise<OpenedFile<Static<Output>>>;
  /** After an unknown outcome: looks for what `run` may have made since then; undefined when that cannot be told. */
  reconcile?(context: OperationContext, input: Static<Input>, since: Date): Promise<Static<Output> | undefined>;
}

/** What `defineOperation` takes: an operation whose id is made of `connector` and `name`. */
export type OperationDefinition<
  ConnectorId extends string,
  Name extends string,
  Input extends TObject,
  Output extends TSchema,
> = Omit<Operation<string, Input, Output>, 'id' | 'name'> & { readonly connector: ConnectorId; readonly name: Name };

/** Declares an operation; its id is `connector.name`. */
export function defineOperation<
  const ConnectorId extends string,
  const Name extends string,
  Input extends TObject,
  Output extends TSchema,
>(
  definition: OperationDefinition<ConnectorId, Name, Input, Output>,
): Operation<`${ConnectorId}.${Name}`, Input, Output> {
  const { connector, ...operation } = definition;
  return Object.freeze({ ...operation, id: `${connector}.${definition.name}` as const });
}
