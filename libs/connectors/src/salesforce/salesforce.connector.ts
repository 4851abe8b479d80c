import {
  defineConnector,
  VendorAnswerInvalidError,
  type FaultCode,
  type FaultInterpreter,
  type Grant,
  type OAuthPreset,
} from '#connectors';
import { verify, whoami } from './account.js';
import { caseStatusDialog } from './dialogs/case-status.dialog.js';
import { commentOnCaseDialog } from './dialogs/comment-on-case.dialog.js';
import { createCaseDialog } from './dialogs/create-case.dialog.js';
import { createLeadDialog } from './dialogs/create-lead.dialog.js';
import { createOpportunityDialog } from './dialogs/create-opportunity.dialog.js';
import { deleteLeadDialog } from './dialogs/delete-lead.dialog.js';
import { listLeadsDialog } from './dialogs/list-leads.dialog.js';
import { searchLeadsDialog } from './dialogs/search-leads.dialog.js';
import { updateLeadDialog } from './dialogs/update-lead.dialog.js';
import { viewLeadDialog } from './dialogs/view-lead.dialog.js';
import { commentOnCase } from './operations/cases/comment-on-case.operation.js';
import { createCase } from './operations/cases/create-case.operation.js';
import { getCase } from './operations/cases/get-case.operation.js';
import { updateCase } from './operations/cases/update-case.operation.js';
import { createLead } from './operations/create-lead.operation.js';
import { createOpportunity } from './operations/create-opportunity.operation.js';
import { deleteLead } from './operations/delete-lead.operation.js';
import { getLead } from './operations/get-lead.operation.js';
import { listLeads } from './operations/list-leads.operation.js';
import { query } from './operations/query.operation.js';
import { searchLeads } from './operations/search-leads.operation.js';
import { updateLead } from './operations/update-lead.operation.js';

/** A label of a DNS name. */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

const stayConnected = {
  description: 'Stay connected while you are away, until you disconnect',
  translations: { de: 'Verbunden bleiben, auch während Sie nicht da sind, bis Sie die Verbindung trennen' },
};

const oauth: OAuthPreset = {
  authorizationUrl: 'https://{domain}/services/oauth2/authorize',
  tokenUrl: 'https://{domain}/services/oauth2/token',
  revocationUrl: 'https://{domain}/services/oauth2/revoke',
  scopes: [
    {
      id: 'api',
      description: 'Read and change records in Salesforce on your behalf',
      translations: { de: 'In Ihrem Namen Datensätze in Salesforce lesen und ändern' },
    },
    { id: 'refresh_token', ...stayConnected },
    { id: 'offline_access', ...stayConnected },
  ],
  defaultScopes: ['api', 'refresh_token', 'offline_access'],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [
    {
      name: 'domain',
      title: 'Login domain',
      description: 'Where people sign in: login.salesforce.com, test.salesforce.com for sandboxes, or your My Domain.',
      pattern: `(?:login|test|${label}(?:\\.(?:sandbox|develop|scratch|trailblaze|demo|free|patch|stm))?\\.my)\\.salesforce\\.com`,
      default: 'login.salesforce.com',
      examples: ['login.salesforce.com', 'test.salesforce.com', 'acme.my.salesforce.com'],
    },
  ],
  urlRules: [
    {
      field: 'authorizationUrl',
      endsWith: '/services/oauth2/authorize',
      message: "Salesforce's authorization URL must end in /services/oauth2/authorize.",
    },
    {
      field: 'tokenUrl',
      endsWith: '/services/oauth2/token',
      message: "Salesforce's token URL must end in /services/oauth2/token.",
    },
  ],
  refreshTokenScopes: ['refresh_token', 'offline_access'],
  otherGrants: ['client-credentials', 'jwt-bearer'],
  assertionAudience: 'https://{domain}',
  hints: [
    'Client credentials: turn the flow on for the app, choose the user that it runs as, and use your My Domain.',
    'JWT bearer: upload the certificate of the key to the app, approve the app for the user, and give the user name as the subject; with a sandbox, the audience is https://test.salesforce.com.',
  ],
  // Token answers tell no lifetime: this is how long sessions last unless an administrator shortens them.
  defaultAccessTokenLifetimeSeconds: 2 * 60 * 60,
};

/** Salesforce's error codes where they say more than the status that comes with them. */
const codes: Readonly<Record<string, FaultCode>> = {
  INVALID_SESSION_ID: 'vendor-unauthorized',
  INVALID_AUTH_HEADER: 'vendor-unauthorized',
  REQUEST_LIMIT_EXCEEDED: 'vendor-rate-limited',
  INSUFFICIENT_ACCESS: 'vendor-forbidden',
  INSUFFICIENT_ACCESS_OR_READONLY: 'vendor-forbidden',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'vendor-forbidden',
  ENTITY_IS_DELETED: 'record-not-found',
  INVALID_CROSS_REFERENCE_KEY: 'record-not-found',
  MALFORMED_ID: 'record-not-found',
  DUPLICATES_DETECTED: 'vendor-conflict',
  DUPLICATE_VALUE: 'vendor-conflict',
  UNABLE_TO_LOCK_ROW: 'vendor-unavailable',
  UNKNOWN_EXCEPTION: 'vendor-unavailable',
  SERVER_UNAVAILABLE: 'vendor-unavailable',
  API_DISABLED_FOR_ORG: 'account-not-usable',
  API_CURRENTLY_DISABLED: 'account-not-usable',
  ORG_LOCKED: 'account-not-usable',
  TRIAL_EXPIRED: 'account-not-usable',
};

const notUsable =
  'This Salesforce organisation cannot be reached by apps: its edition has no API, or it is locked. ' +
  'Ask its administrator, or sign in with an organisation of Developer, Enterprise, Performance or Unlimited Edition.';

/** Reads Salesforce's errors: `[{ message, errorCode, fields }]`. */
const interpretFault: FaultInterpreter = ({ data }) => {
  const errors = Array.isArray(data) ? data.filter(isError) : [];
  const [first] = errors;
  if (first === undefined) return undefined;
  const code = codes[first.errorCode];
  return {
    ...(code && { code }),
    message: code === 'account-not-usable' ? notUsable : errors.map(({ message }) => message).join(' '),
    vendorCode: first.errorCode,
    fields: errors.flatMap(({ fields }) =>
      Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [],
    ),
  };
};

function isError(value: unknown): value is { message: string; errorCode: string; fields?: unknown } {
  const { message, errorCode } = (value ?? {}) as { message?: unknown; errorCode?: unknown };
  return typeof message === 'string' && typeof errorCode === 'string';
}

function baseUrl({ extras }: Grant): string {
  const url = typeof extras['instance_url'] === 'string' ? URL.parse(extras['instance_url']) : null;
  if (url !== null && url.host !== '') return (url.origin + url.pathname).replace(/\/+$/, '');
  throw new VendorAnswerInvalidError(
    'Salesforce did not say where the organisation lives (instance_url): authorize again, with the token URL of Salesforce.',
  );
}

/** Salesforce: leads, opportunities and cases by the REST API. */
export const salesforce = defineConnector({
  id: 'salesforce',
  name: 'Salesforce',
  description: 'Create, find and change leads, opportunities and cases in Salesforce.',
  categories: ['crm', 'sales'],
  mark: { kind: 'letters', letters: 'Sf', color: '#0b5cab' },
  website: 'https://www.salesforce.com',
  links: [
    {
      title: 'REST API Developer Guide',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest.htm',
    },
    {
      title: 'PKCE and refresh token rotation',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.packagingGuide.meta/packagingGuide/secure_code_ac_eca.htm',
    },
    {
      title: 'Status codes and errors',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm',
    },
  ],
  readme: 'libs/connectors/src/salesforce/README.md',
  oauth,
  baseUrl,
  whoami,
  verify: async (_context, account) => verify(account),
  interpretFault,
  operations: [
    ...[createLead, createOpportunity, updateLead, getLead, listLeads, searchLeads, deleteLead],
    ...[createCase, getCase, updateCase, commentOnCase],
    query,
  ],
  templates: [
    createLeadDialog,
    createOpportunityDialog,
    updateLeadDialog,
    viewLeadDialog,
    listLeadsDialog,
    searchLeadsDialog,
    deleteLeadDialog,
    createCaseDialog,
    caseStatusDialog,
    commentOnCaseDialog,
  ],
});
