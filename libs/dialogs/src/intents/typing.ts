/** Whether two words are the same but for typing errors: one from four letters on, two from eight. */
export function isMistyped(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter < 8 ? 1 : 2;
  if (shorter < 4 || Math.abs(a.length - b.length) > allowed) return false;
  const [start, end] = [sameAtStart(a, b), sameAtEnd(a, b)];
  if (Math.max(a.length, b.length) - start - end <= 1) return true;
  const [restOfA, restOfB] = [
    a.slice(start, Math.max(start, a.length - end)),
    b.slice(start, Math.max(start, b.length - end)),
  ];
  if (allowed === 1) return restOfA.length === 2 && restOfB === restOfA.charAt(1) + restOfA.charAt(0);
  return mayBeClose(restOfA, restOfB) && distance(restOfA, restOfB, allowed) <= allowed;
}

function sameAtStart(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}

function sameAtEnd(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

/** Two typing errors leave most letters as they are. */
function mayBeClose(a: string, b: string): boolean {
  let others = 0;
  for (const letter of a) if (!b.includes(letter)) others += 1;
  return others <= 2;
}

/** Letters too many, too few, wrong or swapped with their neighbour; more than `limit` as soon as that is clear. */
function distance(a: string, b: string, limit: number): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row: number[] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const steps = [at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + (isSame ? 0 : 1)];
      row.push(Math.min(...steps, isSwapped ? at(beforeLast, j - 2) + 1 : Infinity));
    }
    if (Math.min(...row) > limit) return limit + 1;
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
