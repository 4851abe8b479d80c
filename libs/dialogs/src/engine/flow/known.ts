import type { DialogEntity, JsonValue } from '../../model.js';
import type { Run } from '../turn.js';

/** A run with a value for an entity. */
export function withValue<Some extends Run>(run: Some, name: string, value: JsonValue): Some {
  return { ...run, entities: { ...run.entities, [name]: value } };
}

/** A run without the values of some entities. */
export function withoutValues<Some extends Run>(run: Some, names: readonly string[]): Some {
  const kept = Object.entries(run.entities).filter(([name]) => !names.includes(name));
  return { ...run, entities: Object.fromEntries(kept) };
}

/** A run whose entity has its default value, or none. */
export function fillField<Some extends Run>(run: Some, { name, defaultValue }: DialogEntity): Some {
  return defaultValue === undefined ? withoutValues(run, [name]) : withValue(run, name, defaultValue);
}

/** Whether the question need not be asked, since its answer was given before. */
export function mayBeLeftOut({ ahead = [], entities }: Run, { name, reuse }: DialogEntity): boolean {
  return reuse !== false && ahead.includes(name) && Object.hasOwn(entities, name);
}

/** A run in which the questions of some entities, too, need not be asked when they come up. */
export function withAhead<Some extends Run>(run: Some, names: readonly string[]): Some {
  const ahead = [...new Set([...(run.ahead ?? []), ...names])];
  return ahead.length === 0 ? run : { ...run, ahead };
}

/** A run in which the questions of some entities have come up. */
export function withoutAhead<Some extends Run>(run: Some, names: readonly string[]): Some {
  if (!run.ahead) return run;
  const { ahead, ...rest } = run;
  const left = ahead.filter((name) => !names.includes(name));
  return (left.length === 0 ? rest : { ...rest, ahead: left }) as Some;
}
