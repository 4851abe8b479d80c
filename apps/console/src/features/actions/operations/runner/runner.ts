import type { Schema } from '../../../../api/client.ts';
import type { SearchOption } from '../../../../picking/search-select.tsx';
import type { Action } from '../../actions.queries.ts';

/** A person who talks to the bot, on whose behalf an operation runs. */
export interface Person {
  /** As the API names people. */
  readonly who: { readonly endUserId: string; readonly channel?: string };
  readonly option: SearchOption;
}

/** Whose account is used: everybody's, the member's own, or that of a person who talks to the bot. */
export type RunnerKind = 'shared' | 'me' | 'end-user';

/** Who an operation runs as, as it is chosen. */
export interface Runner {
  readonly kind: RunnerKind;
  readonly person: Person | undefined;
}

type Mode = Pick<Action, 'authorizationMode'>;

/** Whom an operation runs as unless somebody chooses: as dialogs run it. */
export function usualRunner({ authorizationMode }: Mode): Runner {
  return { kind: authorizationMode === 'end-user' ? 'end-user' : 'shared', person: undefined };
}

/** Those that an operation of an action can run as. */
export function runnersOf(action: Mode): readonly RunnerKind[] {
  return [usualRunner(action).kind, 'me'];
}

/** Whether it can be told who an operation runs as. */
export function isChosen({ kind, person }: Runner): boolean {
  return kind !== 'end-user' || person !== undefined;
}

/** The runner as the API is told. */
export function bodyOfRunner({ kind, person }: Runner): Partial<Schema<'CreateRunDto'>> {
  if (kind === 'me') return { as: 'me' };
  return kind === 'end-user' ? { ...person?.who } : {};
}
