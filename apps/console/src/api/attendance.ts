let lastInputAt = Date.now();

/** Input of a person that is longer ago caused no request of now. */
const attendedMs = 20_000;

for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  window.addEventListener(type, () => (lastInputAt = Date.now()), { passive: true, capture: true });
}

/** Whether somebody sits there: what a page asks for by itself, such as news every few seconds, keeps no session alive. */
export function isAttended(): boolean {
  return Date.now() - lastInputAt < attendedMs;
}
