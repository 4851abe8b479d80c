/** A kind of notice: what it is about, and whether it is mailed unless a member says otherwise. All are in the inbox unless told. */
interface NoticeKindDescription {
  readonly title: string;
  readonly description: string;
  readonly isByEmail: boolean;
}

/** Everything that members are told of: the only list of kinds. */
export const noticeKinds = {
  'authorization-lost': {
    title: 'A connection is lost',
    description: 'A shared authorization no longer works, and somebody has to authorize again.',
    isByEmail: true,
  },
  'authorization-expiring': {
    title: 'A connection is about to end',
    description: 'A shared authorization that cannot be refreshed ends within three days.',
    isByEmail: false,
  },
  'authorizations-revoked': {
    title: 'Everything of an auth profile was revoked',
    description: 'Somebody pulled the emergency stop of an auth profile that your bots use.',
    isByEmail: false,
  },
  'action-failed': {
    title: 'An action no longer works',
    description: 'An action of a bot is in error for another reason than a lost connection.',
    isByEmail: false,
  },
  'webhook-failing': {
    title: 'A webhook takes no messages',
    description: 'What a webhook should have been told could not be delivered.',
    isByEmail: false,
  },
  'profile-invited': {
    title: 'You may use an auth profile',
    description: 'One of your roles was invited to an auth profile.',
    isByEmail: false,
  },
  'new-sign-in': {
    title: 'A new sign-in',
    description: 'Your account was used from an address or a browser that was not seen before.',
    isByEmail: true,
  },
} as const satisfies Readonly<Record<string, NoticeKindDescription>>;

export type NoticeKind = keyof typeof noticeKinds;

/** Every kind there is. */
export const allNoticeKinds = Object.keys(noticeKinds) as readonly NoticeKind[];
