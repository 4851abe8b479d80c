/** Where a user name and password, or a key, goes in each call, as somebody filled it in. */
export interface DraftPlacement {
  readonly in: 'basic' | 'basic-username' | 'header' | 'query';
  /** Of the header or the query parameter. */
  readonly name?: string;
  /** Before the key in a header, such as `Bearer `. */
  readonly prefix?: string;
  /** Behind the user name, such as `/token`. */
  readonly usernameSuffix?: string;
  /** What stands for the password where the key is the user name. */
  readonly password?: string;
}

/** What a profile asks people for when no connector tells it. */
export interface OwnCredentials {
  readonly placement: DraftPlacement;
  /** Called with what was typed in: an answer of 2xx says that it is right. */
  readonly checkUrl?: string;
  /** What the system calls them; plain words unless told. */
  readonly usernameTitle?: string;
  readonly passwordTitle?: string;
  readonly keyTitle?: string;
}
