import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setupQuery } from '../../api/queries';
import { CookieNotice } from '../../components/CookieNotice';
import { losesSessionCookie } from '../../components/cookie';
import { Gate } from '../../components/Gate';
import { SetupForm } from './SetupForm';

const route = getRouteApi('/setup');

export function SetupPage() {
  const { t } = useTranslation();
  const { data: setup } = useQuery(setupQuery);
  const token = useTokenOfLink();
  const navigate = route.useNavigate();

  return (
    <Gate title={t('setup.title')} lead={t('setup.lead')}>
      {setup && losesSessionCookie(setup.cookieSecure) && <CookieNotice />}
      <SetupForm linkToken={token} onDone={() => void navigate({ to: '/' })} />
    </Gate>
  );
}

/** The token that the link carried, which is taken out of the address bar and the history. */
function useTokenOfLink(): string {
  const { token } = route.useSearch();
  const navigate = route.useNavigate();
  const [kept] = useState(token ?? '');
  useEffect(() => {
    if (token !== undefined) void navigate({ search: {}, replace: true });
  }, [token, navigate]);
  return kept;
}
