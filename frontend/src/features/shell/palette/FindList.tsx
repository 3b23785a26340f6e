import { useTranslation } from 'react-i18next';
import classes from './FindList.module.css';
import { FindOption } from './FindOption';
import type { Find, FindGroup } from './use-finds';

interface Props {
  id: string;
  groups: readonly FindGroup[];
  active: Find | undefined;
  onChoose: (id: string) => void;
  onOpen: (find: Find) => void;
}

export function FindList({ id, groups, active, onChoose, onOpen }: Props) {
  const { t } = useTranslation('palette');
  return (
    <div id={id} role="listbox" aria-label={t('title')} className={classes.list}>
      {groups.map(({ name, finds }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot group options
        <div key={name} role="group" aria-label={t(`groups.${name}`)} className={classes.group}>
          <div className={classes.name} aria-hidden>
            {t(`groups.${name}`)}
          </div>
          {finds.map((find) => (
            <FindOption
              key={find.id}
              id={optionId(id, find)}
              find={find}
              isActive={find.id === active?.id}
              onPoint={() => onChoose(find.id)}
              onOpen={() => onOpen(find)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The option's id in the document, where white space would end it. */
export function optionId(listId: string, find: Find): string {
  return `${listId}-${encodeURIComponent(find.id)}`;
}
