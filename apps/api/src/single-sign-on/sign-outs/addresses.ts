/** Where the provider leads a browser to once somebody has signed out there. */
export function signedOutUrlOf(publicUrl: string): string {
  return `${publicUrl}/sign-in/sso/signed-out`;
}

/** Where the provider tells, server to server, that somebody has signed out there. */
export function backChannelUrlOf(publicUrl: string): string {
  return `${publicUrl}/sign-in/sso/back-channel-logout`;
}
