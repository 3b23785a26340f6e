import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reverseNameQuery } from '../../api/address-queries';
import { problemWords } from '../../components/problem-words';

/** The address's name in the DNS, once somebody asks for it: whoever owns the address may see the question. */
export function ReverseName({ address }: { address: string }) {
  const { t } = useTranslation('addresses');
  const { t: common } = useTranslation();
  const { data, error, isFetching, refetch } = useQuery(reverseNameQuery(address));
  const isAnswered = data?.problem === null;

  return (
    <>
      <div aria-live="polite">
        {error && problemWords(error, common).detail}
        {data?.problem && t(`name.${data.problem}`)}
        {isAnswered && data.names.length === 0 && t('name.none')}
        {data?.names.map((name) => (
          <div key={name} className="mono">
            {name}
          </div>
        ))}
      </div>
      {!isAnswered && (
        <Button
          size="compact-sm"
          variant="default"
          title={t('name.hint')}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          {t(data || error ? 'name.again' : 'name.ask')}
        </Button>
      )}
    </>
  );
}
