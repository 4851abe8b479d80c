/** Stands for any text, also none. */
export const anyText = Symbol('any text');

/** Stands for exactly one character. */
export const anyCharacter = Symbol('any character');

/** A pattern: characters in lower case, and what stands for others. */
export type Wildcards = readonly (string | typeof anyText | typeof anyCharacter)[];

/** Matches a whole text, whatever its case, in time proportional to the product of both lengths. */
export function matchesWildcards(pattern: Wildcards, text: string): boolean {
  const characters = [...text.toLowerCase()];
  let [at, next] = [0, 0];
  let restart: { at: number; readonly next: number } | undefined;
  while (at < characters.length) {
    const part = pattern[next];
    if (part === anyText) {
      restart = { at, next: ++next };
    } else if (part === anyCharacter || part === characters[at]) {
      [at, next] = [at + 1, next + 1];
    } else if (restart) {
      restart.at += 1;
      [at, next] = [restart.at, restart.next];
    } else {
      return false;
    }
  }
  return pattern.slice(next).every((part) => part === anyText);
}
