import type { ReactNode } from 'react';
import classes from './LogLines.module.css';

interface Props {
  /** What is said before the lines, or instead of them. */
  words: ReactNode;
  /** What the box with the lines is called. */
  label: string;
  lines: readonly string[];
}

/** Log lines that led to a ban: text and nothing but text, whoever has written them. */
export function LogLines({ words, label, lines }: Props) {
  return (
    <>
      <p className={classes.words}>{words}</p>
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
        <section className={classes.lines} tabIndex={0} aria-label={label}>
          <pre className="mono">{lines.join('\n')}</pre>
        </section>
      )}
    </>
  );
}
