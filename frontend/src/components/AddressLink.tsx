import { Link } from '@tanstack/react-router';
import { Address } from './Address';
import classes from './Address.module.css';

/** An address, network or host name that leads to its own page. */
export function AddressLink({ value }: { value: string }) {
  return (
    <Link to="/addresses/$address" params={{ address: value }} className={classes.link}>
      <Address value={value} />
    </Link>
  );
}
