interface Link {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
}

/** Why a provider cannot be used, in plain words and without what it has sent. */
export function reasonOf(error: unknown): string {
  const chain = chainOf(error);
  const denied = chain.find(({ code }) => code === 'egress-denied');
  if (denied instanceof Error) return denied.message;
  const known = chain.map(({ code }) => reasons[String(code)]).find((reason) => reason !== undefined);
  return (
    known ?? 'It does not answer as OpenID Connect Discovery demands; compare the issuer with what it names itself.'
  );
}

/** Whether the provider has said nothing at all, or that it is out of order, rather than something that is not accepted. */
export function isUnreachable(error: unknown): boolean {
  return chainOf(error).some(
    ({ code, name, status }) =>
      silences.includes(String(code)) || name === 'TimeoutError' || (typeof status === 'number' && status >= 500),
  );
}

/** An error with its causes; the last may be an answer of HTTP. */
function chainOf(error: unknown): readonly Link[] {
  const chain: Link[] = [];
  for (let each = error; typeof each === 'object' && each !== null && chain.length < 5; each = (each as Link).cause) {
    chain.push(each);
  }
  return chain;
}

const silences = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ETIMEDOUT', 'OAUTH_TIMEOUT'],
  ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'egress-denied'],
];

const reasons: Readonly<Record<string, string>> = {
  ERR_INVALID_URL: 'The issuer is no address: use one such as https://id.example.com.',
  ENOTFOUND: 'There is no host of that name; look at the issuer.',
  ECONNREFUSED: 'Nothing answers at that address; look at the issuer, and whether the provider is running.',
  ECONNRESET: 'The provider closed the connection.',
  UND_ERR_SOCKET: 'The provider closed the connection.',
  UND_ERR_CONNECT_TIMEOUT: 'The provider does not answer in time.',
  OAUTH_TIMEOUT: 'The provider does not answer in time.',
  OAUTH_RESPONSE_IS_NOT_CONFORM:
    'There is no document of OpenID Connect Discovery at that address (`/.well-known/openid-configuration`).',
  OAUTH_RESPONSE_IS_NOT_JSON: 'What answers at that address is no JSON: it is hardly an identity provider.',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED:
    'The provider names itself otherwise: write the issuer as it does, letter by letter.',
};
