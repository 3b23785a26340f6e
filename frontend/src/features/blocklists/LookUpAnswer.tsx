import { IconBan, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { BlocklistLookUp } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import classes from './CheckAddress.module.css';

/** Whether an address is blocked, by what, and which lists hold it. */
export function LookUpAnswer({ answer }: { answer: BlocklistLookUp }) {
  const { t } = useTranslation('blocklists');
  const { address, blockedBy, sources } = answer;
  const tone = blockedBy !== null ? 'blocked' : sources.length > 0 ? 'listed' : 'free';
  const Sign = { blocked: IconBan, listed: IconInfoCircle, free: IconCircleCheck }[tone];
  return (
    <>
      <p className={classes.sentence} data-tone={tone}>
        <Sign size={18} aria-hidden />
        <span>
          <strong>{t(`check.${tone}`, { address })}.</strong>{' '}
          {blockedBy !== null ? (
            <Trans
              t={t}
              i18nKey="check.blockedBy"
              values={{ entry: blockedBy }}
              components={{ entry: <span className="mono" /> }}
            />
          ) : (
            t(tone === 'listed' ? 'check.listedDetail' : 'check.freeDetail')
          )}{' '}
          <TextLink to="/addresses/$address" params={{ address }} inherit underline="always">
            {t('check.toAddress')}
          </TextLink>
        </span>
      </p>
      {sources.length > 0 && (
        <table className={`${listing.table} ${classes.table}`} aria-label={t('check.lists')}>
          <thead>
            <tr>
              <th scope="col">{t('check.list')}</th>
              <th scope="col">{t('check.entry')}</th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ sourceId, name, entry }) => (
              <tr key={sourceId}>
                <td>{name}</td>
                <td>
                  <AddressLink value={entry} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
