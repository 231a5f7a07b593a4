import { Alert as Notice, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Alert, FirewallForm, FirewallRule } from '../../shared/api/client';
import { firewallQuery } from '../../shared/api/queries';
import { isRefusal } from '../../shared/api/trouble';
import { CopyButton } from '../../shared/ui/CopyButton';
import { LoadingRows } from '../../shared/ui/Loading';
import { Panel } from '../../shared/ui/Panel';

const FORMS: readonly FirewallForm[] = ['nftables', 'iptables', 'openwrt', 'opnsense', 'pfsense'];
const NAMES: Record<FirewallForm, string> = {
  nftables: 'nftables',
  iptables: 'iptables',
  openwrt: 'OpenWrt',
  opnsense: 'OPNsense',
  pfsense: 'pfSense',
};

/** The rule by which the reader's own firewall would end this. It is only shown; nothing is changed. */
export function Firewall({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const [form, setForm] = useState<FirewallForm>();
  return (
    <Panel title={t('alert.firewall.title')} text={t('alert.firewall.text')}>
      <FormSelect
        className="cf-firewall__form"
        aria-label={t('alert.firewall.which')}
        value={form ?? ''}
        onChange={(_event, chosen) => {
          setForm(FORMS.find((one) => one === chosen));
        }}
      >
        <FormSelectOption value="" label={t('alert.firewall.choose')} />
        {FORMS.map((one) => (
          <FormSelectOption key={one} value={one} label={NAMES[one]} />
        ))}
      </FormSelect>
      {form && <Rule id={alert.id} form={form} />}
    </Panel>
  );
}

function Rule({ id, form }: { id: string; form: FirewallForm }) {
  const { t } = useTranslation();
  const rule = useQuery(firewallQuery(id, form));
  if (rule.isPending) {
    return <LoadingRows rows={2} />;
  }
  if (!rule.data) {
    return (
      <Notice
        variant={isRefusal(rule.error, 409) ? 'info' : 'danger'}
        isInline
        isLiveRegion
        component="p"
        title={t('alert.firewall.failed', { detail: rule.error.message })}
      />
    );
  }
  return <RuleText rule={rule.data} />;
}

function RuleText({ rule: { title, text, use, cautions } }: { rule: FirewallRule }) {
  const { t } = useTranslation();
  return (
    <div className="cf-firewall">
      <p>
        <strong lang="en">{title}</strong>
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has no mouse scrolls it by key */}
      <pre className="cf-pre" role="region" aria-label={t('alert.firewall.rule')} tabIndex={0}>
        {text}
      </pre>
      <p>
        <CopyButton text={text} variant="secondary" />
      </p>
      <p lang="en">{use}</p>
      {cautions.length > 0 && (
        <Notice variant="warning" isInline component="p" title={t('alert.firewall.cautions')}>
          <ul lang="en">
            {cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
