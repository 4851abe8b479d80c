import type { DialogEntity, JsonValue } from '../../model.js';
import { shorten } from '../../values/text.js';
import type { Run, Turn } from '../turn.js';

const longest = 200;

type JsonObject = { readonly [key: string]: JsonValue };

/** A value as people read it. */
export function showValue(turn: Turn, run: Run, entity: DialogEntity, value: JsonValue): string {
  return shorten(textOf(turn, run, entity, value), longest);
}

function textOf(turn: Turn, run: Run, entity: DialogEntity, value: JsonValue): string {
  if (Array.isArray(value)) return value.map((item: JsonValue) => textOf(turn, run, entity, item)).join(', ');
  if (typeof value === 'boolean') return value ? turn.texts.yes : turn.texts.no;
  if (typeof value === 'object' && value !== null) return partsOf(value as JsonObject);
  const choice = entity.choices?.find((each) => each.value === value);
  return choice ? turn.localize(run, choice.title) : String(value);
}

/** A person's full name, an amount with its currency, or the name of a file. */
function partsOf({ full, amount, currency, name }: JsonObject): string {
  const parts = amount === undefined ? [full ?? name] : [amount, currency];
  return parts.filter((part) => part !== undefined).join(' ');
}
