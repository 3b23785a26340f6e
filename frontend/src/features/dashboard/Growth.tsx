import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** How today's number compares with the one of the equally long time before, by an arrow and words. */
export function Growth({ now, before }: { now: number; before: number }) {
  const { t } = useTranslation('dashboard');
  const kind = before === 0 ? 'fresh' : now > before ? 'more' : now < before ? 'fewer' : 'same';
  const Sign = { fresh: IconSparkles, more: IconArrowUpRight, fewer: IconArrowDownRight, same: IconEqual }[
    kind
  ];
  return (
    <>
      <Sign size={13} aria-hidden />
      <span title={t('growth.than', { count: before })}>
        {t(`growth.${kind}`, { count: Math.abs(now - before) })}
      </span>
    </>
  );
}
