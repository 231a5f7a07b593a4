import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { callerQuery, policyQuery } from '../api/queries';

import './set-up-first.css';

/** Invites whoever may make a policy to the first set-up, as long as there is none. */
export function SetUpFirst() {
  const { t } = useTranslation();
  const { data: caller } = useQuery(callerQuery);
  const mayMake = (caller?.roles.includes('admin') ?? false) && (caller?.sites.includes('*') ?? false);
  const { data: policy } = useQuery({ ...policyQuery, enabled: mayMake });
  if (policy?.document.version !== 0) {
    return null;
  }
  return (
    <p className="cf-set-up-first">
      {t('setup.invitation')} <Link to="/setup">{t('setup.begin')}</Link>
    </p>
  );
}
