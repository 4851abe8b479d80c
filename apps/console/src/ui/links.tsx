import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type OfAnchor<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>;

/** A link to a place of the console; the types know every address. Within a text (`inherit`) it is underlined. */
export const TextLink = createLink((props: OfAnchor<AnchorProps>) => (
  <Anchor underline={props.inherit ? 'always' : 'hover'} {...props} />
));

/** A link to a place of the console that looks like a button. */
export const ButtonLink = createLink((props: OfAnchor<ButtonProps>) => <Button component="a" {...props} />);
