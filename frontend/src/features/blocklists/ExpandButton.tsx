import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import classes from './ExpandButton.module.css';

interface Props {
  label: string;
  isOpen: boolean;
  onToggle: () => void;
}

/** Opens and closes what belongs to a row. */
export function ExpandButton({ label, isOpen, onToggle }: Props) {
  return (
    <ActionIcon size="sm" aria-label={label} aria-expanded={isOpen} onClick={onToggle}>
      <IconChevronRight size={16} className={classes.chevron} />
    </ActionIcon>
  );
}
