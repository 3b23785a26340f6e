import { VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FindList, optionId } from './FindList';
import classes from './PaletteSearch.module.css';
import { type Find, useFinds } from './use-finds';

/** A field and what it finds: arrow keys choose, Enter opens. */
export function PaletteSearch({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('palette');
  const listId = useId();
  const [text, setText] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const groups = useFinds(text);
  const finds = groups.flatMap((group) => group.finds);
  const active = finds.find(({ id }) => id === chosenId) ?? finds[0];

  const open = (find: Find | undefined) => {
    if (!find) return;
    onClose();
    find.open();
  };
  const move = (step: number) => {
    const index = finds.findIndex(({ id }) => id === active?.id);
    setChosenId(finds.at((index + step) % finds.length)?.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') open(active);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={classes.field}>
        <IconSearch size={18} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={t('label')}
          aria-expanded={finds.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(listId, active)}
          placeholder={t('placeholder')}
          value={text}
          maxLength={300}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosenId(undefined);
          }}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          enterKeyHint="go"
          data-autofocus
        />
      </div>
      <VisuallyHidden role="status">{t('count', { count: finds.length })}</VisuallyHidden>
      <FindList id={listId} groups={groups} active={active} onChoose={setChosenId} onOpen={open} />
      {finds.length === 0 && <p className={classes.none}>{t('none')}</p>}
    </>
  );
}
