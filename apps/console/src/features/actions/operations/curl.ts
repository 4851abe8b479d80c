interface Call {
  /** Where the API is. */
  readonly origin: string;
  readonly path: string;
  readonly body: unknown;
}

/** A POST as a command for a POSIX shell; the API key comes from the variable `KEY`, all else is quoted. */
export function toCurl({ origin, path, body }: Call): string {
  return [
    `curl -X POST ${quoted(origin + path)}`,
    '-H "Authorization: Bearer $KEY"',
    "-H 'Content-Type: application/json'",
    `--data-raw ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** Between single quotes a shell reads nothing but the next single quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
