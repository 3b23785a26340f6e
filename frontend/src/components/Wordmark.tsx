import classes from './Wordmark.module.css';

export function Wordmark() {
  return (
    <span className={classes.wordmark}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <rect width="24" height="24" rx="6" fill="var(--mantine-color-petrol-7)" />
        <path d="M6 8.2h12M6 12h7.2M6 15.8h12" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
        <circle cx="17.2" cy="12" r="1.5" fill="#fff" />
      </svg>
      BanGUI
    </span>
  );
}
