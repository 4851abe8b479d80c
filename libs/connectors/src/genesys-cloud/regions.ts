import { VendorAnswerInvalidError, type Grant, type PresetParameter } from '#connectors';

/** Domains of all regions: an organisation lives in one of them, and nothing but these is ever called. */
const domains = [
  ...['mypurecloud.com', 'usw2.pure.cloud', 'cac1.pure.cloud', 'mxc1.pure.cloud', 'sae1.pure.cloud'],
  ...['mypurecloud.ie', 'mypurecloud.de', 'euw2.pure.cloud', 'euc2.pure.cloud', 'edee1.eusc-pure.cloud'],
  ...['mec1.pure.cloud', 'aps1.pure.cloud', 'apse1.pure.cloud', 'apne2.pure.cloud', 'apne3.pure.cloud'],
  ...['mypurecloud.jp', 'mypurecloud.com.au', 'use2.us-gov-pure.cloud'],
] as const;

/** Where an organisation lives. */
export const region: PresetParameter = {
  name: 'region',
  title: 'Region',
  description: 'Domain of the region that the organisation lives in: what follows "apps." in the address.',
  pattern: domains.map((domain) => domain.replaceAll('.', '\\.')).join('|'),
  examples: ['mypurecloud.com', 'mypurecloud.de', 'euw2.pure.cloud'],
  isOfBaseUrl: true,
};

/** Where the API of the grant's region lives; throws `VendorAnswerInvalidError` when the grant names none. */
export function apiUrl({ parameters }: Grant): string {
  if (parameters['region'] !== undefined) return `https://api.${parameters['region']}`;
  throw new VendorAnswerInvalidError('The authorization does not say which region of Genesys Cloud: authorize again.');
}

/** Where people open what a link leads to. */
export function appsUrl({ grant, baseUrl }: { readonly grant: Grant; readonly baseUrl: string }): string {
  const apps = grant.apiUrl === undefined ? baseUrl.replace('//api.', '//apps.') : `${baseUrl}/apps`;
  return `${apps}/directory/#`;
}
