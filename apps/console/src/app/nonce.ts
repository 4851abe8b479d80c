import { setNonce } from 'get-nonce';

/** The nonce under which style elements may be made, put into the page by the server; none while developing. */
export const nonce = readNonce();

function readNonce(): string {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  const value = content.startsWith('__') ? '' : content;
  if (value !== '') setNonce(value);
  return value;
}
