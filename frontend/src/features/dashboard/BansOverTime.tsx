import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TimelinePanel } from '../../components/history/TimelinePanel';
import { withRange } from '../../components/time-range/time-range';
import { usePast } from './use-past';

export function BansOverTime() {
  const { t } = useTranslation('dashboard');
  const navigate = useNavigate({ from: '/' });
  const { question, split } = usePast();
  return (
    <TimelinePanel
      title={t('bans')}
      question={question}
      split={split}
      onRange={(range) => void navigate({ search: (before) => withRange(before, range), resetScroll: false })}
      onSplit={(by) =>
        void navigate({ search: (before) => ({ ...before, split: by }), replace: true, resetScroll: false })
      }
    />
  );
}
