import {
  defineConnector,
  rateLimitHeaders,
  retryAfterLimit,
  strictestRateLimit,
  type FaultInterpreter,
  type OAuthPreset,
} from '#connectors';
import { whoami } from './account.js';
import { checkQueueDialog } from './dialogs/check-queue.dialog.js';
import { requestCallbackDialog } from './dialogs/request-callback.dialog.js';
import { sendMessageDialog } from './dialogs/send-message.dialog.js';
import { addWrapUpNote } from './operations/add-wrap-up-note.operation.js';
import { createCallback } from './operations/create-callback.operation.js';
import { findQueues } from './operations/find-queues.operation.js';
import { findUsers } from './operations/find-users.operation.js';
import { getConversation } from './operations/get-conversation.operation.js';
import { getQueueStatus } from './operations/get-queue-status.operation.js';
import { sendMessage } from './operations/send-message.operation.js';
import { apiUrl, region } from './regions.js';

const oauth: OAuthPreset = {
  authorizationUrl: 'https://login.{region}/oauth/authorize',
  tokenUrl: 'https://login.{region}/oauth/token',
  // What a client may do is chosen where it is registered; nothing has to be asked for.
  scopes: [],
  defaultScopes: [],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_basic',
  additionalParameters: {},
  parameters: [region],
  urlRules: [
    {
      field: 'authorizationUrl',
      endsWith: '/oauth/authorize',
      message: "Genesys Cloud's authorization URL must end in /oauth/authorize.",
    },
    {
      field: 'tokenUrl',
      endsWith: '/oauth/token',
      message: "Genesys Cloud's token URL must end in /oauth/token.",
    },
  ],
  refreshTokenScopes: [],
  otherGrants: ['client-credentials'],
  hints: [
    'A client belongs to one organisation and its region; at another region it looks like one that does not exist.',
    'Choose Code Authorization for people who sign in, and Client Credentials for a bot that works in nobody’s name: agentless messages need the latter.',
    'Choose the scopes on the client; none have to be asked for.',
  ],
};

/** Reads Genesys Cloud's errors: `{ message, code, status, contextId, details }`, the last with names of fields. */
const interpretFault: FaultInterpreter = ({ data }) => {
  const { message, code, details } = (data ?? {}) as Record<string, unknown>;
  if (typeof message !== 'string' && typeof code !== 'string') return undefined;
  const named = (Array.isArray(details) ? details : []) as readonly ({ readonly fieldName?: unknown } | null)[];
  const fields = named.map((detail) => detail?.fieldName).filter((name) => typeof name === 'string');
  return {
    ...(typeof message === 'string' && { message }),
    ...(typeof code === 'string' && { vendorCode: code }),
    ...(fields.length > 0 && { fields }),
  };
};

/** Genesys Cloud: queues, callbacks, conversations and messages by the Platform API. */
export const genesysCloud = defineConnector({
  id: 'genesys-cloud',
  name: 'Genesys Cloud',
  description: 'Look up queues and people, request callbacks, send messages and note the outcome of conversations.',
  categories: ['telephony', 'messaging'],
  mark: { kind: 'letters', letters: 'GC', color: '#c63a12' },
  website: 'https://www.genesys.com/genesys-cloud',
  links: [
    { title: 'API Explorer', url: 'https://developer.genesys.cloud/devapps/api-explorer' },
    {
      title: 'Authorization code grant',
      url: 'https://developer.genesys.cloud/authorization/platform-auth/use-authorization-code',
    },
    { title: 'Rate limits', url: 'https://developer.genesys.cloud/platform/api/rate-limits' },
  ],
  readme: 'libs/connectors/src/genesys-cloud/README.md',
  oauth,
  baseUrl: apiUrl,
  whoami,
  verify: async () => undefined,
  interpretFault,
  readRateLimit: strictestRateLimit(
    rateLimitHeaders({
      remaining: { allowed: 'inin-ratelimit-allowed', used: 'inin-ratelimit-count' },
      reset: 'inin-ratelimit-reset',
      resetIs: 'delta',
    }),
    retryAfterLimit,
  ),
  operations: [findUsers, findQueues, getQueueStatus, createCallback, getConversation, sendMessage, addWrapUpNote],
  templates: [checkQueueDialog, requestCallbackDialog, sendMessageDialog],
});
