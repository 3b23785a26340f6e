import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueJail } from '../../../api/types';
import classes from './Catalogue.module.css';
import { type CatalogueGroup, foundLogs } from './catalogue-groups';
import { EnableJail } from './EnableJail';

interface Props {
  group: CatalogueGroup;
  jail: CatalogueJail;
  isOpen: boolean;
}

/** A jail that is off, and, once it is chosen, how to switch it on. */
export function CatalogueEntry({ group, jail, isOpen }: Props) {
  const navigate = useNavigate({ from: '/configuration/catalogue' });
  const id = useId();
  const toggle = () =>
    void navigate({
      search: ({ jail: _before, ...rest }) => ({ ...rest, ...(!isOpen && { jail: jail.name }) }),
      replace: true,
      resetScroll: false,
    });
  return (
    <li className={classes.entry}>
      <UnstyledButton
        className={classes.choice}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={toggle}
      >
        <strong className={classes.name}>{jail.name}</strong>
        <span className={classes.log}>
          <LogWords group={group} jail={jail} />
        </span>
        <IconChevronDown size={16} aria-hidden className={classes.chevron} />
      </UnstyledButton>
      {isOpen && (
        <div id={id} className={classes.opened}>
          <EnableJail jail={jail} readsJournal={group === 'journal'} />
        </div>
      )}
    </li>
  );
}

function LogWords({ group, jail }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('configuration');
  const [first = '', ...others] = foundLogs(jail);
  if (group === 'journal') return t('catalogue.readsJournal');
  if (group === 'found')
    return others.length === 0
      ? t('catalogue.logFound', { path: first })
      : t('catalogue.logsFound', { path: first, count: others.length });
  const patterns = jail.logs.map(({ pattern }) => pattern);
  return patterns.length === 0
    ? t('catalogue.noLogNamed')
    : t('catalogue.notThere', { path: patterns.join(', ') });
}
