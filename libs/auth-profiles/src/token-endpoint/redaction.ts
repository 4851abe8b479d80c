/** What stands where a secret stood. */
export const mask = '•••';

/** Whether a field of this name holds a token or another secret. */
export function isSecretName(name: string): boolean {
  return /(token|secret|password|assertion|verifier|signature|credential|jwt)s?$/i.test(name);
}

/** Replaces every known secret in a text, also where it is encoded for a URL, a form, JSON or HTML. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap(encodings).filter((form) => form !== ''));
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((redacted, form) => redacted.replaceAll(form, mask), text);
}

function encodings(secret: string): string[] {
  const html = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [secret, formEncode(secret), percentEncode(secret), JSON.stringify(secret).slice(1, -1), html];
}

/** Encodes one value as `application/x-www-form-urlencoded` (RFC 6749 appendix B). */
export function formEncode(value: string): string {
  return new URLSearchParams({ '': value }).toString().slice(1);
}

function percentEncode(value: string): string {
  return formEncode(value).replaceAll('+', '%20');
}

/** A provider's words, fit to be kept: one line of at most 200 printable characters, without any of the secrets. */
export function sanitise(text: string | undefined, secrets: readonly string[]): string | undefined {
  if (text === undefined) return undefined;
  const line = redact(text, secrets)
    .slice(0, 2_000)
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(jwt, mask)
    .trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

const jwt = /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)*/g;

/** Masks what looks like a secret in text that cannot be parsed: JSON, form, XML or HTML, whole or broken off. */
export function redactUnparsed(text: string): string {
  const name = '[\\w.-]{0,40}(?:token|secret|password|assertion|verifier|credential|jwt)s?';
  return text
    .replace(new RegExp(`("${name}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi'), `$1"${mask}"`)
    .replace(new RegExp(`(\\b${name}=)[^&\\s"'<]*`, 'gi'), `$1${mask}`)
    .replace(new RegExp(`(<${name}>)[^<]*`, 'gi'), `$1${mask}`)
    .replace(jwt, mask);
}
