import classes from './Address.module.css';

/** An address or network, monospaced; a long IPv6 one may break anywhere. */
export function Address({ value }: { value: string }) {
  return <span className={`mono ${classes.address}`}>{value}</span>;
}
