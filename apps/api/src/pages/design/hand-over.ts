import { createHash } from 'node:crypto';

/**
 * The script of last pages. It tells the page that opened this one how the authorization went, and hands it the code where it is the
 * page of a chat: to exact origins only, so that the browser delivers it to nobody else. Whoever browses without scripts, or in whose
 * browser the two pages were parted, reads the page instead.
 */
export const handOverScript = `(() => {
  'use strict';
  const type = 'attache-authorization';
  const { requestId, status, origins, code, back } = document.currentScript.dataset;
  const { opener } = window;
  const chats = origins.split(' ').filter(Boolean);
  const told = { type, requestId, status };
  if ('BroadcastChannel' in window) new BroadcastChannel(type).postMessage(told);
  if (opener) for (const origin of chats) opener.postMessage(code ? { ...told, code } : told, origin);
  addEventListener('message', ({ source, origin, data }) => {
    const isReceipt = data !== null && typeof data === 'object' && data.type === type + '-received';
    if (isReceipt && data.requestId === requestId && source === opener && chats.includes(origin)) close();
  });
  if (status !== 'completed' && status !== 'denied') return;
  setTimeout(() => {
    close();
    setTimeout(() => {
      if (back && new URL(back).origin === location.origin) location.replace(back);
    }, 200);
  }, 100);
})();
`;

/** Where it is served: another address whenever it changes, so that browsers may keep it for ever. */
export const handOverPath = `/pages/${createHash('sha256').update(handOverScript).digest('hex').slice(0, 12)}.js`;
