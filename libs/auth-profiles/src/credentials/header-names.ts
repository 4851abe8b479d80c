const headersOfHttp =
  /^(host|content-length|connection|transfer-encoding|upgrade|te|trailer|expect|keep-alive|proxy-.*)$/i;

/** Whether a profile may set a header: one that is well-formed and does not frame or route the message. */
export function isHeaderAllowed(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !headersOfHttp.test(name);
}
