import { Anchor } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LicenceText } from './LicenceText';
import classes from './PackageItem.module.css';
import type { PackageLicence } from './packages';

export function PackageItem({ item }: { item: PackageLicence }) {
  const { t } = useTranslation('about');
  const { name, version, licence, author, link, text } = item;
  return (
    <li className={classes.item}>
      <details>
        <summary className={classes.head}>
          <IconChevronRight size={16} className={classes.chevron} aria-hidden />
          <span className={classes.name}>
            {name} <span className={`num ${classes.version}`}>{version}</span>
          </span>
          <span className={classes.licence}>{licence ?? t('packages.noLicence')}</span>
        </summary>
        <div className={classes.body}>
          {author !== null && <>{t('packages.by', { author })} · </>}
          <Anchor href={link} target="_blank" rel="noreferrer" inherit>
            {t('packages.more', { name })}
          </Anchor>
          <LicenceText name={name} text={text} />
        </div>
      </details>
    </li>
  );
}
