import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegexTestOutcome } from '../../api/types';
import type { FilterFields } from './draft';
import classes from './Lab.module.css';

interface Props {
  fields: FilterFields;
  wrong: NonNullable<RegexTestOutcome['error']>['expression'];
  onChange: (fields: Partial<FilterFields>) => void;
}

const inMono = { input: classes.code ?? '' };

export function FilterFieldsForm({ fields, wrong, onChange }: Props) {
  const { t } = useTranslation('regexLab');
  const plain = { spellCheck: false, autoComplete: 'off', classNames: inMono } as const;
  const errorOf = (kind: 'failregex' | 'ignoreregex') =>
    wrong?.kind === kind && t('filter.wrong', { number: wrong.number });

  return (
    <div className={classes.fields}>
      <Textarea
        {...plain}
        label="failregex"
        description={t('filter.failregex')}
        placeholder="^Authentication failure for .* from <HOST>$"
        value={fields.failregex}
        error={errorOf('failregex')}
        onChange={(event) => onChange({ failregex: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={14}
      />
      <Textarea
        {...plain}
        label="ignoreregex"
        description={t('filter.ignoreregex')}
        value={fields.ignoreregex}
        error={errorOf('ignoreregex')}
        onChange={(event) => onChange({ ignoreregex: event.currentTarget.value })}
        autosize
        minRows={1}
        maxRows={6}
      />
      {(['prefregex', 'datepattern', 'maxlines'] as const).map((name) => (
        <TextInput
          {...plain}
          key={name}
          label={name}
          description={t(`filter.${name}`)}
          value={fields[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
