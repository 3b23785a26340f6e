import { visibleText } from '../../components/visible-text';

/** A piece of a message: plain words, or an address that leads somewhere. */
export interface MessagePart {
  text: string;
  isAddress: boolean;
}

/** @param addresses as they stand in the message */
export function messageParts(message: string, addresses: readonly string[]): MessagePart[] {
  if (addresses.length === 0) return [{ text: visibleText(message), isAddress: false }];
  // The longest first: 192.0.2.1 is a part of 192.0.2.10.
  const wanted = [...addresses]
    .sort((one, other) => other.length - one.length)
    .map((address) => address.replaceAll('.', '\\.'));
  const pieces = message.split(new RegExp(`(${wanted.join('|')})`));
  return pieces
    .map((text, index) => ({ text: visibleText(text), isAddress: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
