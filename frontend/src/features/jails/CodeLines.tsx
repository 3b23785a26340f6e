import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './CodeLines.module.css';

const shownAtOnce = 4;

/** Paths, patterns and the like, one a line, as they stand in fail2ban; many are unfolded on demand. */
export function CodeLines({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation();
  const [isUnfolded, { open }] = useDisclosure(false);
  const isFolded = !isUnfolded && lines.length > shownAtOnce + 1;
  return (
    <>
      <ul className={`mono ${classes.lines}`}>
        {(isFolded ? lines.slice(0, shownAtOnce) : lines).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {isFolded && (
        <Button size="compact-sm" variant="subtle" mt={4} ml={-8} onClick={open}>
          {t('codeLines.all', { count: lines.length })}
        </Button>
      )}
    </>
  );
}
