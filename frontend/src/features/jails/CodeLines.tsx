import classes from './CodeLines.module.css';

/** Paths, patterns and the like, one a line, as they stand in fail2ban. */
export function CodeLines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={`mono ${classes.lines}`}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
