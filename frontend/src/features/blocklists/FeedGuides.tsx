import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './FeedGuides.module.css';
import { type FeedGuide, feedGuides, guideCommands, guideNames } from './feed-guides';

interface Props {
  /** Addresses of the feed: both families, and IPv4 only. */
  all: string;
  v4: string;
}

/** How well-known firewalls are told to read the feed. */
export function FeedGuides({ all, v4 }: Props) {
  const { t } = useTranslation('blocklists');
  return (
    <Tabs defaultValue="pfsense" keepMounted={false} className={classes.guides ?? ''}>
      <Tabs.List aria-label={t('feed.how')} className={classes.list ?? ''}>
        {feedGuides.map((guide) => (
          <Tabs.Tab key={guide} value={guide}>
            {guideNames[guide]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {feedGuides.map((guide) => (
        <Tabs.Panel key={guide} value={guide} className={classes.body ?? ''}>
          <Steps guide={guide} commands={guideCommands(guide, { all, v4 })} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Steps({ guide, commands }: { guide: FeedGuide; commands: readonly string[] }) {
  const { t } = useTranslation('blocklists');
  return (
    <ol>
      {(['first', 'second'] as const).map((step, index) => (
        <li key={step}>
          {t(`feed.guide.${guide}.${step}`)}
          {commands[index] && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
            <pre className={`mono ${classes.code}`} tabIndex={0}>
              {commands[index]}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}
