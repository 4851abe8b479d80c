import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { toCurl } from './curl.ts';

/** What a shell hands to `curl`, argument by argument. */
function argumentsOf(command: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('/bin/sh', ['-c', script], { env: { KEY: 'k-1' } })
    .toString()
    .split('\0')
    .slice(0, -1);
}

describe('the command', () => {
  it.each(["O'Reilly", '$(touch /tmp/x) `id` $KEY', 'a "b" \\ c', 'two\nlines', 'ü \u202e 漢', '!!', '@file'])(
    'hands over %j as it is',
    (name) => {
      const body = { input: { name } };
      const given = argumentsOf(toCurl({ origin: 'https://bot.example.com', path: "/v1/it's", body }));
      expect(given.slice(0, 3)).toEqual(['-X', 'POST', "https://bot.example.com/v1/it's"]);
      expect(JSON.parse(given.at(-1) ?? '')).toEqual(body);
      expect(given).toContain('Authorization: Bearer k-1');
    },
  );
});
