const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Which of five characters are capitals, as one character. */
function checksumOf(five: string): string {
  const bits = [...five].reduce((sum, character, i) => sum + (/[A-Z]/.test(character) ? 1 << i : 0), 0);
  return checksumDigits[bits] ?? '';
}

/** The 18-character form of a 15-character id. */
function withChecksum(id: string): string {
  return id + [0, 5, 10].map((start) => checksumOf(id.slice(start, start + 5))).join('');
}

/** Makes an id of an object, 18 characters, from its key prefix and a number. */
export function recordId(keyPrefix: string, number: number): string {
  let [rest, text] = [number, ''];
  while (rest > 0) {
    text = (digits[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return withChecksum(`${keyPrefix}Sb${text.padStart(10, '0')}`);
}

/** The 18-character form of an id with this key prefix; undefined when it is none, or its checksum is wrong. */
export function parseRecordId(text: string, keyPrefix?: string): string | undefined {
  if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(text)) return undefined;
  if (keyPrefix !== undefined && !text.startsWith(keyPrefix)) return undefined;
  const id = withChecksum(text.slice(0, 15));
  return text.length === 15 || text === id ? id : undefined;
}
