import { Alert as Notice, Button, FormSelect, FormSelectOption, Progress } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';

import type { Impact } from '../../shared/api/client';
import { sitesQuery } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { Panel } from '../../shared/ui/Panel';
import { DifferencesTable } from './DifferencesTable';
import { useWhatIf } from './useWhatIf';

/** What a policy text would have changed in the last seven days. It is only tried; nothing comes into force. */
export function WhatIf({ text }: { text: string }) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  const [chosen, setChosen] = useState<string>();
  const { trial, done, cancel } = useWhatIf();
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
      {trial.isPending && (
        <Progress aria-label={t('whatIf.progress')} title={t('whatIf.progress')} value={Math.floor(done * 100)} />
      )}
      <div role="alert">
        {trial.isError && (
          <Notice variant="danger" isInline component="p" title={t('whatIf.failed', { detail: trial.error.message })} />
        )}
      </div>
      {trial.isSuccess && (
        <>
          {trial.variables.text !== text && (
            <Notice variant="warning" isInline isLiveRegion component="p" title={t('whatIf.outdated')} />
          )}
          <Outcome impact={trial.data} site={trial.variables.site} />
        </>
      )}
    </Panel>
  );
}

function Outcome({ impact, site }: { impact: Impact; site: string }) {
  const { t } = useTranslation();
  const { observations, first, last, begun, ended, unchanged, leftOut, missing } = impact;
  if (observations === 0 || !first || !last) {
    return <p role="status">{t('whatIf.nothingRecorded')}</p>;
  }
  const essentials = begun.filter(({ essential }) => essential);
  return (
    <>
      <div role="status" className="cf-what-if__sum">
        <p>
          <Trans
            i18nKey="whatIf.judged"
            count={observations}
            components={{ first: <Moment at={first} />, last: <Moment at={last} /> }}
          />{' '}
          {begun.length === 0 && ended.length === 0
            ? t('whatIf.same')
            : t('whatIf.sum', { begun: begun.length, ended: ended.length })}{' '}
          {t('whatIf.unchanged', { count: unchanged })} {leftOut > 0 && t('whatIf.leftOut', { count: leftOut })}
        </p>
        {missing.map((sentence) => (
          <p key={sentence} className="cf-small" lang="en">
            {sentence}
          </p>
        ))}
        {essentials.length > 0 && (
          <Notice
            variant="warning"
            isInline
            component="p"
            title={t('whatIf.essentials', { count: essentials.length })}
          />
        )}
      </div>
      {begun.length > 0 && <DifferencesTable title={t('whatIf.begun')} site={site} differences={begun} />}
      {ended.length > 0 && <DifferencesTable title={t('whatIf.ended')} site={site} differences={ended} />}
    </>
  );
}
