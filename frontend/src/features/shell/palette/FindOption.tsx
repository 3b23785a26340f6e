import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Country } from '../../../components/Country';
import classes from './FindOption.module.css';
import type { Find } from './use-finds';

interface Props {
  id: string;
  find: Find;
  isActive: boolean;
  onPoint: () => void;
  onOpen: () => void;
}

export function FindOption({ id, find: { Icon, words, known }, isActive, onPoint, onOpen }: Props) {
  const { t } = useTranslation('palette');
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and hears the keys
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes.option}
      // Not when the list moves under a pointer that rests.
      onPointerMove={() => !isActive && onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onOpen}
    >
      <Icon size={17} stroke={1.7} aria-hidden />
      <span className={`${classes.words} ${known ? 'mono' : ''}`}>{words}</span>
      {known && (
        <span className={classes.known}>
          {known.country !== null && <Country code={known.country} isShort />}
          <span className="num">{t('bans', { count: known.bans })}</span>
          {known.isBanned && <strong>{t('bannedNow')}</strong>}
        </span>
      )}
    </div>
  );
}
