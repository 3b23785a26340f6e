import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setupQuery } from '../../api/queries';
import { CookieNotice } from '../../components/CookieNotice';
import { losesSessionCookie } from '../../components/cookie';
import { Gate } from '../../components/Gate';
import { LoginForm } from './LoginForm';
import { safeReturnPath } from './return-path';

const route = getRouteApi('/login');

export function LoginPage() {
  const { t } = useTranslation();
  const { data: setup } = useQuery(setupQuery);
  const { return: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const [isCookieLost, setCookieLost] = useState(false);
  const isHopeless = isCookieLost || (setup !== undefined && losesSessionCookie(setup.cookieSecure));

  return (
    <Gate title={t('login.title')} lead={t('login.lead')}>
      {isHopeless && <CookieNotice />}
      <LoginForm
        onSignedIn={() => void navigate({ href: safeReturnPath(wanted) })}
        onCookieLost={() => setCookieLost(true)}
      />
    </Gate>
  );
}
