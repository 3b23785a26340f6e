import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lookUpQuery } from '../../api/blocklist-queries';
import { ProblemText } from '../../components/ProblemText';
import { parseAddress } from '../../network/address';
import classes from './CheckAddress.module.css';
import { LookUpAnswer } from './LookUpAnswer';

/** Answers whether the lists stop an address; the question stands in the address bar, so that it can be linked to. */
export function CheckAddress({ address }: { address: string }) {
  const { t } = useTranslation('blocklists');
  const { t: common } = useTranslation();
  const navigate = useNavigate({ from: '/blocklists' });
  const [text, setText] = useState(address);
  const [asked, setAsked] = useState(address);
  if (address !== asked) {
    setAsked(address);
    setText(address);
  }
  const typed = parseAddress(text);
  const parsed = parseAddress(address);
  const answer = useQuery({ ...lookUpQuery(parsed.isValid ? parsed.text : ''), enabled: parsed.isValid });
  const place = useRef<HTMLDivElement>(null);
  // Whoever came by a link has not seen the question, which stands far down the page.
  useEffect(() => {
    if (answer.data) place.current?.scrollIntoView({ block: 'nearest' });
  }, [answer.data]);

  return (
    <>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!typed.isValid) return;
          void navigate({
            search: (before) => ({ ...before, tab: 'check' as const, address: typed.text }),
            resetScroll: false,
          });
        }}
      >
        <TextInput
          label={t('check.label')}
          description={t('check.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          inputContainer={(input) => (
            <div className={classes.row}>
              {input}
              <Button type="submit" variant="default" disabled={!typed.isValid}>
                {t('check.submit')}
              </Button>
            </div>
          )}
          placeholder="203.0.113.7"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={text.trim() !== '' && !typed.isValid && common(`address.problem.${typed.problem}`)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          spellCheck={false}
          autoComplete="off"
        />
      </form>
      <div ref={place} className={classes.answer} aria-live="polite">
        {answer.error && <ProblemText error={answer.error} />}
        {parsed.isValid && answer.isLoading && <Skeleton height={20} width={320} />}
        {answer.data && <LookUpAnswer answer={answer.data} />}
      </div>
    </>
  );
}
