import { AddressLink } from '../AddressLink';
import { Folded } from './Folded';
import classes from './TruthPanel.module.css';

interface Props {
  title: string;
  explanation: string;
  items: { address: string; detail: string }[];
}

/** Addresses, each with a rule, a command or a reason below. */
export function AddressesWith({ title, explanation, items }: Props) {
  return (
    <section className={classes.kind}>
      <h3 className={classes.head}>{title}</h3>
      <p className={classes.words}>{explanation}</p>
      <Folded items={items} total={items.length}>
        {(shown) => (
          <ul className={classes.with}>
            {shown.map(({ address, detail }) => (
              <li key={`${address} ${detail}`}>
                <AddressLink value={address} />
                <code>{detail}</code>
              </li>
            ))}
          </ul>
        )}
      </Folded>
    </section>
  );
}
