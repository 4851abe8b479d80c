import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Libraries that read what people write; each is loaded when the first answer of its kind arrives, since a start need not wait for them. */
export const parsers = {
  get english() {
    return require('chrono-node/en') as typeof import('chrono-node/en');
  },
  get german() {
    return require('chrono-node/de') as typeof import('chrono-node/de');
  },
  get phone() {
    return require('libphonenumber-js') as typeof import('libphonenumber-js');
  },
  get validator() {
    return require('class-validator') as typeof import('class-validator');
  },
};
