import { useTranslation } from 'react-i18next';

/** Where an end stands, for people: a zone of the policy, or who is in none. */
export function useQuarterNames(): (zone: string) => string {
  const { t } = useTranslation();
  return (zone) => {
    switch (zone) {
      case '@outside':
        return t('traffic.zones.outside');
      case '@none':
        return t('traffic.zones.none');
      case '@rest':
        return t('traffic.zones.rest');
      default:
        return zone;
    }
  };
}
