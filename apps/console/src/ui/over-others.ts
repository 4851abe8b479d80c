import type { FocusEvent, KeyboardEvent } from 'react';

/** Props of a modal that may stand over a drawer or another modal: Escape pressed in it calls `close`, if anything, and never closes what lies underneath. */
export function overOthers(close?: () => void) {
  return {
    closeOnEscape: false,
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close?.();
    },
    // What has the focus says that Escape is not for others.
    onFocusCapture: ({ target }: FocusEvent) => target.setAttribute('data-mantine-stop-propagation', 'true'),
  };
}
