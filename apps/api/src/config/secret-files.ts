import { readFileSync } from 'node:fs';

/** What a look for secrets in files has brought: the variables with what the files hold, and what is wrong with some. */
export interface SecretsRead {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly complaints: readonly string[];
}

const maxBytes = 1_000_000;

/**
 * The variables, where `<NAME>_FILE` stands for the text of a file: what a container's orchestrator mounts need not be in the environment.
 * White space around the text is removed. A complaint names variable and path, never what the file holds.
 */
export function readSecretFiles(
  variables: Readonly<Record<string, string | undefined>>,
  secretVariables: readonly string[],
): SecretsRead {
  const read: Record<string, string | undefined> = { ...variables };
  const complaints: string[] = [];
  for (const name of secretVariables) {
    const path = variables[`${name}_FILE`]?.trim() ?? '';
    if (path === '') continue;
    const { text, complaint } = (variables[name] ?? '') === '' ? readSecret(path) : { complaint: bothSet(name) };
    if (complaint !== undefined) complaints.push(`${name}_FILE: ${complaint}`);
    read[name] = text;
  }
  return { variables: read, complaints };
}

function bothSet(name: string): string {
  return `${name} is set as well; set one of the two`;
}

function readSecret(path: string): { readonly text?: string; readonly complaint?: string } {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > maxBytes) return { complaint: `the file '${path}' is larger than 1 MB; a secret is not` };
    const text = bytes.toString('utf8').trim();
    return text === '' ? { complaint: `the file '${path}' is empty` } : { text };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return { complaint: `the file '${path}' cannot be read (${code}); check the path and who may read it` };
  }
}
