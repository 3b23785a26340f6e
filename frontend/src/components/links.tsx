import { Anchor, type AnchorProps, Button, type ButtonProps, type ElementProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

type LinkElementProps<Own> = Own & ElementProps<'a', Extract<keyof Own, string>>;

/** A link to a page that looks like running text. */
export const TextLink = createLink((props: LinkElementProps<Omit<AnchorProps, 'href'>>) => (
  <Anchor {...props} />
));

/** A link to a page that looks like a button. */
export const ButtonLink = createLink((props: LinkElementProps<Omit<ButtonProps, 'href'>>) => (
  <Button component="a" {...props} />
));
