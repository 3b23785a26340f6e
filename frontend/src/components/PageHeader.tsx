import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';

interface Props {
  title: string;
  /** What the browser's tab says, where that is not the heading. */
  tabTitle?: string;
  badge?: ReactNode;
  summary?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, tabTitle = title, badge, summary, actions }: Props) {
  return (
    <header className={classes.header}>
      <title>{`${tabTitle} · BanGUI`}</title>
      <div className={classes.words}>
        <Group gap="sm">
          <Title order={1} tabIndex={-1}>
            {title}
          </Title>
          {badge}
        </Group>
        {summary && <div className={classes.summary}>{summary}</div>}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </header>
  );
}
