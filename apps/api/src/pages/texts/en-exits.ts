import type { Texts } from './texts.js';

/** How visits end, in English. */
export const enExits: Texts['exits'] = {
  authorized: {
    title: ({ system }) => `${system} is connected`,
    text: ({ bot, system, isShared }) =>
      isShared
        ? `${bot} can now work with ${system} for everybody who talks to it.`
        : `${bot} can now work with ${system} on your behalf, and goes on by itself.`,
  },
  'already-used': {
    title: () => 'This link has been used',
    text: () => 'The authorization that it was made for is done. Each link works once.',
  },
  'access-denied': {
    title: () => 'Access was not allowed',
    text: ({ bot, system }) => `You did not allow ${bot} to use ${system}. Nothing was connected.`,
  },
  'not-me': {
    title: () => 'Thank you for telling us',
    text: ({ bot }) => `Nothing was connected. The link no longer works, and ${bot} has been told.`,
  },
  withdrawn: {
    title: () => 'This link was withdrawn',
    text: () => 'Whoever asked for it no longer needs it. Nothing was connected.',
  },
  'profile-stopped': {
    title: ({ system }) => `${system} was disconnected`,
    text: ({ bot, system }) =>
      `Whoever looks after ${bot} has stopped its connection to ${system}. This link no longer works, and nothing was connected.`,
  },
  expired: {
    title: () => 'This link has expired',
    text: () => 'Links work for a short time only, so that nobody else can use them. Nothing was connected.',
  },
  'provider-error': {
    title: ({ system }) => `${system} reported an error`,
    text: ({ system }) => `${system} did not complete the authorization. Nothing was connected.`,
  },
  'provider-unavailable': {
    title: ({ system }) => `${system} cannot be reached`,
    text: ({ system }) => `${system} did not answer in time. Nothing was connected.`,
  },
  'grant-rejected': {
    title: ({ system }) => `${system} did not accept the authorization`,
    text: () => 'Its answer had lapsed or had been used before. Nothing was connected.',
  },
  'profile-misconfigured': {
    title: () => 'This connection is not set up correctly',
    text: ({ bot, system }) =>
      `${bot} cannot authorize with ${system} until its settings are corrected. It is not your fault.`,
  },
  'issuer-mismatch': {
    title: () => 'The answer came from somewhere else',
    text: ({ system }) => `It does not come from the ${system} that was asked. For your safety nothing was connected.`,
  },
  'scope-insufficient': {
    title: () => 'Some permissions are missing',
    text: ({ bot, system }) => `${bot} needs everything that it asks ${system} for. Nothing was connected.`,
  },
  'account-not-usable': {
    title: () => 'This account cannot be used',
    text: ({ bot, system }) =>
      `You signed in, but ${bot} cannot work with this ${system} account. Nothing was connected.`,
  },
  'action-changed': {
    title: () => 'The settings have changed meanwhile',
    text: ({ bot, system }) => `${bot} now connects to ${system} in another way. Nothing was connected.`,
  },
  'credential-attempts-exhausted': {
    title: () => 'Too many attempts',
    text: ({ system }) => `${system} did not accept what was entered, time and again. Nothing was connected.`,
  },
  'code-attempts-exhausted': {
    title: () => 'The code was wrong three times',
    text: () => 'For your safety the authorization was thrown away. Nothing is connected.',
  },
  'proof-expired': {
    title: () => 'The code was not entered in time',
    text: () => 'For your safety the authorization was thrown away. Nothing is connected.',
  },
  'another-person': {
    title: () => 'Somebody else had asked for this',
    text: () => 'The link was made for another person. For your safety the authorization was thrown away.',
  },
  internal: {
    title: () => 'Something went wrong on our side',
    text: () => 'This should not have happened, and it is not your fault.',
  },
  'wrong-browser': {
    title: () => 'This began in another browser',
    text: () =>
      'To keep your account safe, an authorization must end in the browser in which it began. Nothing was connected.',
  },
  'answer-refused': {
    title: () => 'This answer does not fit',
    text: () =>
      'It belongs to another authorization than the one that was asked for. For your safety nothing was connected.',
  },
  'callback-invalid': {
    title: () => 'This page cannot be opened by itself',
    text: () => 'It belongs to an authorization, and none is under way here.',
  },
  'link-unknown': {
    title: () => 'This link is not valid',
    text: () => 'It may be incomplete, or too old.',
  },
  'page-unknown': {
    title: () => 'There is no page here',
    text: () => 'The address is incomplete or mistyped, or what was there is gone.',
  },
  'chat-unknown': {
    title: () => 'There is no chat here',
    text: () => 'The bot was removed, its chat was closed, or the link is incomplete.',
  },
  'too-many-attempts': {
    title: () => 'Too many attempts',
    text: () => 'Too many invalid links were opened from your network.',
  },
  'attempts-used-up': {
    title: () => 'This link was tried too often',
    text: () => 'For your safety it can no longer be used to sign in.',
  },
  'in-progress': {
    title: () => 'One moment',
    text: ({ system }) => `The authorization with ${system} is being completed.`,
  },
  unfinished: {
    title: () => 'This is not finished yet',
    text: ({ system }) => `The authorization with ${system} was begun, and has not come to its end.`,
  },
  elsewhere: {
    title: () => 'This is being finished in another browser',
    text: () => 'Only the browser in which the authorization was completed can show what is left to do.',
  },
  'form-refused': {
    title: () => 'This request came from another page',
    text: () => 'For your safety it was not carried out.',
  },
  'set-up-done': {
    title: () => 'Attaché is set up already',
    text: () => 'This installation has an owner. Sign in, or ask the owner to invite you.',
  },
};
