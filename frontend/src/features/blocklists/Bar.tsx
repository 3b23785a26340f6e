import classes from './Bar.module.css';

/** A share from 0 to 1 as a bar, beside the number that says the same. */
export function Bar({ share }: { share: number }) {
  return (
    <span className={classes.track} aria-hidden>
      <span className={classes.fill} style={{ inlineSize: `${Math.min(1, share) * 100}%` }} />
    </span>
  );
}
