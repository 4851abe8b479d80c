import { AttacheChatElement } from './element.js';

if (customElements.get('attache-chat') === undefined) customElements.define('attache-chat', AttacheChatElement);

/** `attache-chat.js?bot=bot_...` is all that a page needs: a button in the corner. */
const botId = new URL(import.meta.url).searchParams.get('bot');
if (botId !== null) {
  const chat = document.createElement('attache-chat');
  chat.setAttribute('bot', botId);
  chat.setAttribute('layout', 'launcher');
  document.body.append(chat);
}
