import { Alert as Notice, Button, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Impact } from '../../shared/api/client';
import { sitesQuery } from '../../shared/api/queries';
import { Panel } from '../../shared/ui/Panel';
import { DifferencesTable } from './DifferencesTable';
import { TrialState } from './TrialState';
import { TrialSum } from './TrialSum';
import { useWhatIf } from './useWhatIf';

/** What a policy text would have changed in the last seven days. It is only tried; nothing comes into force. */
export function WhatIf({ text }: { text: string }) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  const [chosen, setChosen] = useState<string>();
  const whatIf = useWhatIf();
  const { trial, cancel } = whatIf;
  const site = chosen ?? sites[0]?.id;
  if (site === undefined) {
    return null;
  }
  return (
    <Panel title={t('whatIf.title')} text={t('whatIf.text')} className="cf-what-if">
      <div className="cf-what-if__order">
        <FormSelect
          aria-label={t('filter.site')}
          className="cf-filter-select"
          value={site}
          onChange={(_event, id) => {
            setChosen(id);
          }}
        >
          {sites.map(({ id, name }) => (
            <FormSelectOption key={id} value={id} label={name} />
          ))}
        </FormSelect>
        {trial.isPending ? (
          <Button variant="secondary" onClick={cancel}>
            {t('whatIf.cancel')}
          </Button>
        ) : (
          <Button
            variant="secondary"
            onClick={() => {
              trial.mutate({ site, text });
            }}
          >
            {t('whatIf.try')}
          </Button>
        )}
      </div>
      <TrialState whatIf={whatIf}>
        {(impact) => (
          <>
            {trial.variables?.text !== text && (
              <Notice variant="warning" isInline isLiveRegion component="p" title={t('whatIf.outdated')} />
            )}
            <Outcome impact={impact} site={trial.variables?.site ?? site} />
          </>
        )}
      </TrialState>
    </Panel>
  );
}

function Outcome({ impact, site }: { impact: Impact; site: string }) {
  const { t } = useTranslation();
  const { begun, ended, unchanged } = impact;
  const essentials = begun.filter(({ essential }) => essential);
  return (
    <>
      <TrialSum impact={impact} nothing={t('whatIf.nothingRecorded')}>
        {begun.length === 0 && ended.length === 0
          ? t('whatIf.same')
          : t('whatIf.sum', { begun: begun.length, ended: ended.length })}{' '}
        {t('whatIf.unchanged', { count: unchanged })}
      </TrialSum>
      {essentials.length > 0 && (
        <Notice
          variant="warning"
          isInline
          isLiveRegion
          component="p"
          title={t('whatIf.essentials', { count: essentials.length })}
        />
      )}
      {begun.length > 0 && <DifferencesTable title={t('whatIf.begun')} site={site} differences={begun} />}
      {ended.length > 0 && <DifferencesTable title={t('whatIf.ended')} site={site} differences={ended} />}
    </>
  );
}
