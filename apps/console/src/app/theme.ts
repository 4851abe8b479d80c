import { createTheme, type MantineColorsTuple } from '@mantine/core';
import type { MouseEvent } from 'react';

/** The blue of every page of Attaché. */
const ink: MantineColorsTuple = [
  '#eef2fd',
  '#dbe3fa',
  '#b4c5f4',
  '#8aa5ee',
  '#6789e8',
  '#4e74e2',
  '#3a62d6',
  '#2f55c8',
  '#2445a8',
  '#1b3788',
];

/** A cool grey that text passes contrast on. */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e4e8ed',
  '#d3d9e1',
  '#b6bfca',
  '#8d98a7',
  '#5f6b7a',
  '#475160',
  '#2d3643',
  '#18202b',
];

const dark: MantineColorsTuple = [
  '#edf0f4',
  '#c3cbd6',
  '#9aa6b5',
  '#66727f',
  '#3c4654',
  '#2b3440',
  '#202832',
  '#181e27',
  '#12171e',
  '#0d1116',
];

/** One look for the whole console: sizes, colours and how components behave unless told. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { ink, gray, dark },
  black: '#18202b',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, "Apple Color Emoji", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '660',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.975rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Card: { defaultProps: { withBorder: true, radius: 'lg', padding: 'lg' } },
    Paper: { defaultProps: { radius: 'lg' } },
    Drawer: {
      defaultProps: { overlayProps: { backgroundOpacity: 0.35, blur: 1 } },
      styles: { title: { overflowWrap: 'anywhere' } },
    },
    Modal: {
      // A press beside it leaves the focus where it is, and with it whom Escape is for.
      defaultProps: {
        ...{ centered: true, radius: 'lg' },
        overlayProps: { backgroundOpacity: 0.45, blur: 2, onMouseDown: (event: MouseEvent) => event.preventDefault() },
      },
      // Room for the ring around what has the focus.
      styles: { title: { fontWeight: 660, overflowWrap: 'anywhere' }, body: { paddingTop: 4 } },
    },
    // One banner a page, whatever lies over it.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 350 } },
    CloseButton: { defaultProps: { 'aria-label': 'Close' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Skeleton: { defaultProps: { radius: 'md' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 560 } },
    Table: { defaultProps: { verticalSpacing: 'sm', highlightOnHover: true } },
    Tabs: { defaultProps: { keepMounted: false } },
    PasswordInput: { defaultProps: { autoComplete: 'off' } },
  },
});
