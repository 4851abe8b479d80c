const key = 'attache.last-bot';

/** The bot that was looked at last in this browser. */
export function lastBotId(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a bot, or forgets it when there is none. */
export function rememberBot(botId: string | undefined): void {
  try {
    if (botId === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, botId);
  } catch {
    // A browser that keeps nothing starts at the list of bots.
  }
}
