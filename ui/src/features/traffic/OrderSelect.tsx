import { useTranslation } from 'react-i18next';

import { FilterSelect } from '../../shared/ui/FilterSelect';
import { TOP_ORDERS, type TopOrder } from '../../shared/api/trafficScope';
import type { TrafficChange } from './TrafficFilterBar';

interface OrderSelectProps {
  label: string;
  order: TopOrder;
  onChange: (next: TrafficChange) => void;
}

/** By what there is most of. */
export function OrderSelect({ label, order, onChange }: OrderSelectProps) {
  const { t } = useTranslation();
  return (
    <FilterSelect
      label={label}
      all={t('traffic.top.most.count')}
      value={order === 'count' ? undefined : order}
      choices={TOP_ORDERS.filter((one) => one !== 'count').map((id) => ({ id, label: t(`traffic.top.most.${id}`) }))}
      onChoose={(chosen) => {
        onChange({ order: chosen });
      }}
    />
  );
}
