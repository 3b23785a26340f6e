import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './AddressesField.module.css';
import type { AddressLines } from './address-lines';

const listed = 4;

interface Props {
  text: string;
  lines: AddressLines;
  onChange: (text: string) => void;
}

/** Addresses and networks, understood while they are typed. */
export function AddressesField({ text, lines, onChange }: Props) {
  const { t } = useTranslation();
  const { addresses, networks, mistakes, widened } = lines;
  const single = addresses.length - networks;

  return (
    <div>
      <Textarea
        label={t('ban.addresses')}
        description={t('ban.addressesHint')}
        placeholder={'203.0.113.7\n198.51.100.0/24\n2001:db8::/32'}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-describedby="ban-addresses-reading"
        aria-invalid={mistakes.length > 0}
        error={mistakes.length > 0}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        classNames={{ input: classes.input ?? '' }}
      />
      <div id="ban-addresses-reading" className={classes.reading} aria-live="polite">
        {single > 0 && <span>{t('ban.countAddresses', { count: single })}</span>}
        {networks > 0 && <span>{t('ban.countNetworks', { count: networks })}</span>}
        {widened.map((network) => (
          <span key={network.text}>{t('ban.widened', network)}</span>
        ))}
        {mistakes.length > 0 && (
          <ul className={classes.mistakes}>
            {mistakes.slice(0, listed).map(({ line, text: wrong, problem }) => (
              <li key={`${line} ${wrong}`}>
                {t('ban.mistakeAt', { line })} <span className="mono">{wrong}</span>{' '}
                {t(`address.problem.${problem}`)}
              </li>
            ))}
            {mistakes.length > listed && (
              <li>{t('ban.moreMistakes', { count: mistakes.length - listed })}</li>
            )}
          </ul>
        )}
      </div>
    </div>
  );
}
