let lastInputAt = Date.now();

/** Input of a person that is longer ago caused no request of now. */
const attendedMs = 20_000;

/** Notes every input of a person; call it once, as the console starts. */
export function watchInput(target: EventTarget): void {
  for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    target.addEventListener(type, () => (lastInputAt = Date.now()), { passive: true, capture: true });
  }
}

/** Whether somebody sits there: what a page asks for by itself, such as news every few seconds, keeps no session alive. */
export function isAttended(): boolean {
  return Date.now() - lastInputAt < attendedMs;
}
