import { enExits } from './en-exits.js';
import type { Texts } from './texts.js';

/** English. */
export const en: Texts = {
  language: 'English',
  languages: 'Languages',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  next: 'What to do next',
  account: 'Account',
  reference: 'Reference',
  details: 'Details',
  back: (host) => `Back to ${host}`,
  unknownBot: 'the bot',
  unknownSystem: 'the other system',
  landing: {
    title: ({ bot, system }) => `Connect ${system} to ${bot}`,
    lead: ({ bot, system, isShared }) =>
      isShared
        ? `${bot} asks for access to a ${system} account. It will work with that account for everybody who talks to it.`
        : `${bot} asks for access to your ${system} account, to work on your behalf.`,
    person: 'Asked for by',
    audience: 'Will be used for',
    everybody: 'Everybody who talks to the bot',
    yourself: 'You alone',
    on: (identity, channel) => `${identity}, channel ${channel}`,
    validFor: 'This link works for',
    scopes: ({ bot }) => `What ${bot} will be able to do`,
    noScopes: 'What the account may do; the system asks for no narrower permissions.',
    continue: ({ system }) => `Continue to ${system}`,
    decline: 'This wasn’t me',
    beware: ({ bot, isShared }) =>
      isShared
        ? `Continue only if you are setting up ${bot}, or were asked to by somebody you know.`
        : `Continue only if you have just asked ${bot} for this yourself. If somebody sent you this link, choose “This wasn’t me”.`,
    privacy: ({ system }) => `You sign in at ${system} itself. Your password is never seen here.`,
    parameterMissing: 'Please fill this in.',
    parameterInvalid: 'This does not look right.',
    examples: (examples) => `For example: ${examples}`,
    pressAgain:
      'Please press the button once more. If this message comes again, allow cookies for this page, or open the link in another browser.',
    errors: 'Please check what you have entered.',
  },
  credentials: {
    goesTo: 'What you enter goes to',
    username: 'User name',
    password: 'Password',
    key: 'API key',
    submit: ({ system }) => `Connect ${system}`,
    kept: ({ bot }, host) =>
      `It is checked with ${host} now, then kept encrypted, and used for nothing but the work of ${bot} there. It is never shown again.`,
    exchanged: ({ system }, host) =>
      `It is sent to ${host} once, and not kept here: ${system} gives access that can be taken back in its place.`,
    more: 'Where to find it',
    alerts: {
      refused: ({ system }) => `${system} did not accept this. Please check what you have entered.`,
      unavailable: (_parties, host) =>
        `${host} did not answer as expected. Please check the address, or try again in a few minutes.`,
      notUsable: () => 'This account cannot be used. Please try another one.',
      busy: 'What you entered before is still being checked. Please press the button again in a moment.',
    },
  },
  choice: {
    title: ({ system }) => `Choose in ${system}`,
    lead: ({ bot, system }) => `Your ${system} account has several. Choose the one that ${bot} is to work with.`,
    validFor: 'You can choose for',
    submit: 'Continue',
    nothing: 'Please choose one of them.',
  },
  code: {
    title: 'One last step',
    lead: ({ bot, isShared }) =>
      isShared
        ? `Enter this code where the authorization of ${bot} was started.`
        : `Type this code in your chat with ${bot}, so that it knows it was you.`,
    label: 'Your code',
    validFor: 'The code works for',
    beware: ({ isShared }) =>
      isShared
        ? 'Give this code only to the person who asked you to authorize, and only if you know them.'
        : 'Type it only in the chat in which you asked. Never give it to anybody else, whatever they tell you.',
    hostKnowsYou: () => 'Or go back now: if you are signed in there, no code may be needed.',
  },
  exits: enExits,
  steps: {
    'go-back': ({ bot, isShared }) =>
      isShared
        ? 'Close this page and return to where you began.'
        : `Close this page and return to your chat with ${bot}.`,
    'ask-for-new-link': ({ bot, isShared }) =>
      isShared ? 'To try again, start again where you began.' : `To try again, ask ${bot} for a new link in the chat.`,
    'ask-for-new-link-later': ({ bot, isShared }) =>
      isShared ? 'Start again in a few minutes.' : `Ask ${bot} for a new link in a few minutes.`,
    'allow-all': ({ bot, isShared }) =>
      isShared
        ? 'Start again, and allow everything on the list.'
        : `Ask ${bot} for a new link, and allow everything on the list.`,
    'other-account': ({ system }) => `Try again with a new link and another ${system} account, if you have one.`,
    'tell-administrator': ({ bot }) =>
      `If it happens again, tell whoever looks after ${bot}, with the reference below.`,
    'tell-administrator-now': ({ bot }) => `Tell whoever looks after ${bot}, with the reference below.`,
    'finish-there': () => 'Go on in the browser in which you signed in, or in the chat if it asks for a code.',
    'same-browser': () =>
      'Open the link again in the browser that you want to use, and stay in it until the end. On a phone: open it in Safari or Chrome instead of inside the chat application.',
    'open-whole-link': () => 'Open the link again, exactly as you received it; sometimes its end is cut off.',
    'open-link-again': () => 'Open the link that you received once more, and start from there.',
    reload: () => 'Reload this page in a few seconds.',
    wait: () => 'Wait five minutes, then try again.',
    ignore: () => 'There is nothing else that you need to do. If somebody sends you such a link, do not open it.',
  },
  setUp: {
    title: 'Set up Attaché',
    lead: 'Make the first account. It owns this installation and can do everything in it.',
    name: 'Your name',
    email: 'E-mail address',
    password: 'Password',
    passwordHint: 'At least 12 characters. A few words that only you would put together are best.',
    submit: 'Set up',
    errors: 'That did not work yet',
    invalid: {
      token: 'The link is not valid. Use the one that the server printed when it was last started.',
      name: 'Enter your name, at most 100 characters.',
      email: 'Enter an e-mail address, such as ada@example.com.',
      password: 'Choose a password of 12 to 200 characters.',
    },
    doneTitle: 'Attaché is ready',
    doneLead: (name) => `Welcome, ${name}. You are signed in in this browser.`,
    makeKey: 'Make an API key',
    makeKeyHint:
      'Run this in a terminal with your password in place. It signs in and prints a key; keep the key, it is shown once.',
    useKey: 'Then make your first bot',
    console: 'Open the console',
    reference: 'Open the API reference',
  },
  welcome: {
    title: 'Attaché is running',
    lead: 'Actions for bots: people authorize once, in the chat, and the bot does the work.',
    pending: 'This installation has no owner yet. Open the set-up link that the server printed when it started.',
    reference: 'API reference',
    health: 'Health',
  },
};
