/** What a terminal or a browser would act on instead of showing it: controls, and those that turn the direction of text. */
const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const firstPicture = 0x2400;

/** The text of a log as it is: a control character shows as its picture, such as ␛. */
export function visibleText(text: string): string {
  return text.replaceAll(hidden, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0x7f) return '\u2421';
    return code < 0x20
      ? String.fromCharCode(firstPicture + code)
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
