/** What a terminal or a browser would act on instead of showing it: controls, and those that turn the direction of text. */
const hidden = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** The text of a log as it is: a control character shows as its escape, such as `\x1b`. */
export function visibleText(text: string): string {
  return text.replaceAll(hidden, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
  });
}
