type Library = typeof import('oidc-provider');

let loading: Promise<Library> | undefined;

const isRuntimeNotice = (message: unknown): boolean =>
  typeof message === 'string' && message.includes('oidc-provider WARNING: Unsupported runtime');

/** Loads oidc-provider on first use, without the notice that it prints on Node 20, where our own specs prove it. */
export function loadLibrary(): Promise<Library> {
  loading ??= importQuietly();
  return loading;
}

async function importQuietly(): Promise<Library> {
  const { warn } = globalThis.console;
  globalThis.console.warn = (...words: unknown[]) => (isRuntimeNotice(words[0]) ? undefined : warn(...words));
  try {
    return await import('oidc-provider');
  } finally {
    globalThis.console.warn = warn;
  }
}
