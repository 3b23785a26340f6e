/** A piece of a message: plain words, or an address that leads somewhere. */
export interface MessagePart {
  text: string;
  isAddress: boolean;
}

/** @param addresses as they stand in the message */
export function messageParts(message: string, addresses: readonly string[]): MessagePart[] {
  if (addresses.length === 0) return [{ text: visible(message), isAddress: false }];
  // The longest first: 192.0.2.1 is a part of 192.0.2.10.
  const wanted = [...addresses]
    .sort((one, other) => other.length - one.length)
    .map((address) => address.replaceAll('.', '\\.'));
  const pieces = message.split(new RegExp(`(${wanted.join('|')})`));
  return pieces
    .map((text, index) => ({ text: visible(text), isAddress: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

const lastControl = 0x1f;
const pictures = 0x2400;

/**
 * Shows what would otherwise be invisible or turn the text around it: control characters by their pictures, and
 * directional ones by a sign that something is there.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0);
    if (character === '\t') return character;
    if (code <= lastControl) return String.fromCharCode(pictures + code);
    return code === 0x7f ? '␡' : '�';
  });
}
