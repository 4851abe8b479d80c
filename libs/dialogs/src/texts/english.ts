import type { AuthorizationEnd, Step, Texts } from './texts.js';

const authorizationEnded: Record<AuthorizationEnd, (step: Step) => string> = {
  denied: ({ task, system }) => `Access to ${system} was not allowed, so I could not go on with “${task}”.`,
  expired: ({ task, system }) => `The link to ${system} for “${task}” has expired.`,
  failed: ({ task, system }) => `The authorization with ${system} for “${task}” did not work.`,
  'provider-unavailable': ({ task, system }) =>
    `${system} cannot be reached at the moment, so I could not go on with “${task}”. It may work in a few minutes.`,
  'scope-insufficient': ({ task, system }) => `${system} did not give all the permissions that “${task}” needs.`,
  'account-not-usable': ({ task, system }) => `This ${system} account cannot be used for “${task}”.`,
  'code-attempts-exhausted': ({ task, system }) =>
    `The code was wrong too often. For your safety the link to ${system} for “${task}” is no longer valid.`,
};

/** What the engine says in English. */
export const english: Texts = {
  words: {
    hello: ['hello', 'hi', 'hey', 'hello there', 'hi there', 'good morning', 'good afternoon', 'good evening', 'start'],
    cancel: ['cancel', 'cancel it', 'cancel this', 'cancel that', 'stop', 'abort', 'quit', 'never mind', 'forget it'],
    help: ['help', 'help me', 'i need help'],
    abilities: ['menu', 'what can you do', 'what can i do', 'what can you do for me', 'what do you do', 'what else'],
    back: ['back', 'go back', 'back please', 'one step back', 'previous', 'previous question', 'undo'],
    startOver: ['start over', 'start again', 'restart', 'begin again', 'from the beginning', 'start from scratch'],
    postpone: ['not now', 'later', 'maybe later', 'ask me later', 'not right now', 'another time'],
    resume: ['continue', 'go on', 'resume', 'carry on', 'lets continue', 'where were we'],
    connections: [
      'my connections',
      'show my connections',
      'list my connections',
      'what are my connections',
      'my accounts',
      'connected accounts',
      'what am i connected to',
    ],
    disconnect: [
      'disconnect',
      'disconnect *',
      'disconnect from *',
      'disconnect my * account',
      'unlink *',
      'log out of *',
      'sign out of *',
    ],
    switchAccount: [
      'switch account',
      'switch accounts',
      'switch my account',
      'change account',
      'use another account',
      'switch * account',
      'switch my * account',
      'switch account of *',
      'switch account in *',
      'use another * account',
      'use a different * account',
    ],
    newLink: [
      'new link',
      'a new link',
      'another link',
      'send again',
      'send it again',
      'send a new link',
      'resend',
      'link',
    ],
    skip: ['skip', 'skip it', 'skip this', 'none', 'no value', 'leave it out'],
    all: ['all', 'all of them', 'everything'],
    and: ['and'],
    yes: ['yes', 'y', 'yeah', 'yep', 'yup', 'sure', 'ok', 'okay', 'of course', 'correct', 'right', 'please do'],
    no: ['no', 'n', 'nope', 'nah', 'not', 'dont', 'do not', 'no way'],
    retry: ['try again', 'again', 'retry', 'repeat'],
    leave: ['leave', 'leave it', 'no thanks', 'let it be'],
  },
  greeting: (bot, user) => (user ? `Hello ${user}, I am ${bot}.` : `Hello, I am ${bot}.`),
  abilities: 'This is what I can do for you:',
  noAbilities: 'There is nothing yet that I can do for you. Please come back later.',
  notUnderstood: 'I did not understand that.',
  whichTask: 'Which of these do you mean?',
  tooManyTasks: 'We have a lot going on already. Please finish something first, or write “cancel” to drop the latest.',

  backTo: (task) => `Back to “${task}”.`,
  skipHint: 'You can write “skip” to leave this out.',
  yes: 'Yes',
  no: 'No',
  invalid: {
    text: 'I need a few words here.',
    number: 'That does not look like a number, such as 1,250.50.',
    email: 'That does not look like an e-mail address, such as ada@example.com.',
    phone: 'That does not look like a phone number with its country code, such as +1 212 555 0123.',
    time: 'I could not make out one time of day. Try 14:30 or “half past two”.',
    'date-time': 'I could not make out one day and time. Try “tomorrow at 14:30”.',
    duration: 'I could not make out how long. Try “1 hour 30 minutes”.',
    money: 'That does not look like an amount of money, such as 1,250.50 EUR.',
    person: 'I need the name of a person, such as Grace Hopper.',
    company: 'I need the name of a company.',
    attachment: 'I need a file here. Please attach it to your message.',
    date: 'I could not make out one date. Try “tomorrow”, or a date such as 2027-01-31.',
    url: 'That does not look like a web address, such as https://example.com.',
    choice: 'That is not one of the choices.',
    'yes-no': 'Please answer with yes or no.',
  },
  tooLong: (limit) => `That is too long. At most ${limit} characters fit here.`,
  tooSmall: (limit) => `That is too little or too early. It has to be ${limit} at least.`,
  tooLarge: (limit) => `That is too much or too late. It may be ${limit} at most.`,
  asking: (task) => `We are in the middle of “${task}”. Answer the question, or write “cancel” to stop.`,

  corrected: (label, value) => `I changed “${label}” to: ${value}.`,
  correctedUnseen: (label) => `I changed “${label}”.`,
  tooLateToCorrect: (label, { task, system }) =>
    `It is too late to change “${label}”: this step of “${task}” was already sent to ${system}.`,
  nothingToGoBackTo: 'There is no earlier question to go back to.',
  tooLateToGoBack: ({ task, system }) =>
    `I cannot go back: the last step of “${task}” was already sent to ${system}. Write “start over” to begin again.`,
  startingOver: (task) => `Let us begin “${task}” again.`,
  nothingToStartOver: 'There is nothing to start over.',
  postponed: (task) => `All right, “${task}” can wait. Write “continue” to go on with it.`,
  stillPutOff: (task) => `“${task}” is still open. Write “continue” to go on with it.`,
  nothingPostponed: 'There is nothing to continue.',

  connections: 'You have connected:',
  noConnections: 'You have not connected any system yet. I ask you when a task needs one.',
  account: (system, account) => (account ? `${system} (${account})` : system),
  whichConnection: 'Which system do you mean?',
  notConnected: (system) => `You have not connected ${system}.`,
  askDisconnect: (system, account) =>
    account
      ? `Shall I disconnect ${system} (${account})? I can then no longer work there for you.`
      : `Shall I disconnect ${system}? I can then no longer work there for you.`,
  keptConnected: (system) => `All right, ${system} stays connected.`,
  changingAccount: {
    disconnect: (system) => `I am disconnecting ${system}.`,
    'switch-account': (system) =>
      `I am giving up your present account with ${system} and getting you a link for another one.`,
  },
  accountSwitched: (system, account) =>
    account ? `${system} is connected as ${account} now.` : `${system} is connected again.`,
  disconnectedHere: (system) =>
    `I can no longer use ${system} for you. I could not take the permission back there, so please remove it in your account with ${system}.`,
  disconnected: (system) => `${system} is disconnected.`,
  accountUnchanged: (system, message) =>
    [`I could not change your connection with ${system}.`, message].filter(Boolean).join(' '),
  accountTask: {
    disconnect: (system) => `Disconnect ${system}`,
    'switch-account': (system) => `Switch the ${system} account`,
  },

  done: (task) => `“${task}” is done.`,
  cancelled: (task) => `I cancelled “${task}”.`,
  cancelledWhileRunning: ({ task, system }) =>
    `I stopped “${task}”. The last step was already sent to ${system} and may still be carried out there.`,
  nothingToCancel: 'There is nothing to cancel.',
  failed: (task, message, isTransient) =>
    [
      `I could not finish “${task}”.`,
      message,
      isTransient ? 'This may pass: please try again in a few minutes.' : `To try again, write “${task}”.`,
    ]
      .filter(Boolean)
      .join(' '),
  reasons: {
    'retries-exhausted': () => 'I did not get an answer that I can use.',
    timeout: (system) => `${system} did not answer in time.`,
    'outcome-unknown': (system) => `I do not know whether ${system} carried it out; please look there first.`,
    'authorization-denied': (system) => `I have no access to ${system}.`,
    'result-too-large': (system) => `The answer of ${system} was too large for me.`,
  },
  changed: (task) => `“${task}” was changed in the meantime, so I had to stop it. To start again, write “${task}”.`,
  stepDone: ({ task, system }) => `The last step of “${task}” was carried out in ${system}.`,
  removed: (task) => `“${task}” is no longer available, so I had to stop it. Write “help” to see what I can do.`,
  faulty: (task) => `“${task}” is not set up correctly, so I had to stop it. Please tell whoever looks after this bot.`,
  unreadable: 'There was something to tell you here, but I could not put it into words.',
  askFor: (title) => `Please tell me: ${title}`,

  linkTitle: (system) => `Connect ${system}`,
  linkText: ({ task, system }, bot) => `To go on with “${task}”, ${bot} needs your permission to use ${system}.`,
  openLink: 'Please open this link:',
  linkScopes: (scopes) => (scopes.length === 0 ? '' : `You will be asked to allow: ${scopes.join(', ')}.`),
  linkLabel: (system) => `Connect ${system}`,
  linkHint: 'I go on by myself as soon as you are done. Write “new link” for another link, or “cancel” to stop.',
  linkOmitted: '(link)',
  linkRequested: (system) => `I am getting a new link to ${system} for you.`,
  authorizationEnded: (reason, step, message) => [authorizationEnded[reason](step), message].filter(Boolean).join(' '),
  offerLink: (system) => `Shall I send you a new link to ${system}?`,
  newLink: 'New link',
  leave: 'Leave it',
  askCode: ({ task, system }) =>
    `Almost done: please type the 6-digit code that your browser shows now. It proves that it was you who connected ${system} for “${task}”.`,
  codeRejected: 'That is not the code that your browser shows. Please look again and type its 6 digits.',
  codeShape: 'The code has 6 digits. You find it on the page in your browser.',
  codeBeingChecked: 'I am checking your code.',
  connected: (system, account) =>
    account
      ? `Thank you, ${system} is connected as ${account}. I go on.`
      : `Thank you, ${system} is connected. I go on.`,

  othersAwaited: ({ task, system }) =>
    `I cannot reach ${system} at the moment: its connection has to be renewed, and the people who look after it were told. I go on with “${task}” by myself as soon as it works again; write “cancel” to stop.`,
  stillAwaitingOthers: ({ task, system }) =>
    `“${task}” is waiting until ${system} is connected again. The people who look after it were told, and I go on by myself. Write “cancel” to stop.`,
  worksAgain: (system) => `${system} works again. I go on.`,

  stillRunning: ({ task, system }) =>
    `“${task}” is still waiting for an answer from ${system}. I will tell you as soon as it is there.`,
  stillWaiting: ({ task, system }) =>
    `“${task}” is waiting for your access to ${system}: please open the link above. Write “new link” for another link, or “cancel” to stop.`,
  stillAskingCode: ({ task, system }) =>
    `“${task}” is waiting for the 6-digit code that your browser showed after you connected ${system}. Please type it here, or write “new link” or “cancel”.`,
  outcomeUnknown: ({ task, system }) =>
    `I could not find out whether ${system} carried out the last step of “${task}”.`,
  offerRetry: 'Shall I try again, or leave it? If it was carried out, trying again does it twice.',
  retry: 'Try again',
};
