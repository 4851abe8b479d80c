/** Opens an address of a bot. */
const ofBot =
  (path) =>
  (page, { botId }) =>
    page.goto(`/bots/${botId}/${path}`);

/** Every screen that has a picture: its name, and how one gets there. */
export const screens = [
  { name: 'sign-in', isPublic: true, open: (page) => page.goto('/sign-in') },
  { name: 'bots', open: (page) => page.goto('/bots') },
  { name: 'first-run', open: (page, { freshBotId }) => page.goto(`/bots/${freshBotId}/actions`) },
  { name: 'actions', open: ofBot('actions') },
  { name: 'action-instructions', open: ofBot('actions/salesforce?tab=instructions') },
  { name: 'action-authorization', open: ofBot('actions/salesforce?tab=authorization') },
  { name: 'action-operations', open: ofBot('actions/salesforce?tab=operations&operation=create-lead') },
  { name: 'action-templates', open: ofBot('actions/salesforce?tab=templates') },
  { name: 'action-activity', open: ofBot('actions/salesforce?tab=activity') },
  { name: 'dialogs', open: ofBot('dialogs') },
  { name: 'canvas', open: (page, { botId, taskId }) => page.goto(`/bots/${botId}/dialogs/${taskId}`) },
  { name: 'conversations', open: ofBot('conversations') },
  {
    name: 'conversation',
    open: (page, { botId, conversationId }) => page.goto(`/bots/${botId}/conversations/${conversationId}`),
  },
  { name: 'activity', open: ofBot('activity') },
  { name: 'bot-settings', open: ofBot('settings') },
  { name: 'auth-profiles', open: (page) => page.goto('/auth-profiles') },
  { name: 'auth-profile-wizard', open: (page) => page.goto('/auth-profiles/new') },
  { name: 'authorizations', open: (page) => page.goto('/authorizations') },
  { name: 'api-keys', open: (page) => page.goto('/settings/api-keys') },
  { name: 'webhooks', open: (page) => page.goto('/settings/webhooks') },
  { name: 'chat', isPublic: true, open: (page, { botId }) => page.goto(`/chat/${botId}`) },
];
