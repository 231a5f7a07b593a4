import { Button, Checkbox, EmptyState, EmptyStateBody, Progress } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { sitesQuery } from '../../shared/api/queries';
import { compareNames } from '../../shared/text/compareNames';
import { CopyButton } from '../../shared/ui/CopyButton';
import { Failure } from '../../shared/ui/Failure';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { MoonMark } from '../../shared/ui/Logo';
import { PageHeader } from '../../shared/ui/PageHeader';
import { save } from '../../shared/ui/save';
import { gather, type Material } from './gather';
import { markdownOf } from './markdown';
import { leaksIn, redacted, withoutNames, type Wording } from './redaction';
import { reportOf } from './report';
import { PERIODS, reportFilters, USUAL_PERIOD, type ReportFilters } from './reportFilters';
import { sectionsOf, clockOf, type Section } from './words';

import './reports.css';

const route = getRouteApi('/reports');
const DAY = 86_400_000;
const MINUTE = 60_000;

/** What happened at a site in a period, for paper or for a forum. */
export function ReportPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  return (
    <>
      <PageHeader title={t('report.title')} subtitle={t('report.subtitle')} />
      <Order filters={filters} />
      {filters.site === undefined ? (
        <EmptyState icon={MoonMark} titleText={t('report.empty.title')} headingLevel="h2">
          <EmptyStateBody>{t('report.empty.text')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <Making key={`${filters.site} ${filters.days ?? USUAL_PERIOD}`} filters={filters} site={filters.site} />
      )}
    </>
  );
}

function Order({ filters }: { filters: ReportFilters }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { data: sites = [] } = useQuery(sitesQuery);
  const change = (next: Record<string, string | undefined>) => {
    void navigate({ search: (now) => reportFilters({ ...now, ...next }), replace: true });
  };
  return (
    <div className="cf-filters cf-report__order">
      <FilterSelect
        label={t('filter.site')}
        all={t('report.chooseSite')}
        value={filters.site}
        choices={sites
          .toSorted((one, other) => compareNames(one.name, other.name))
          .map(({ id, name }) => ({ id, label: name }))}
        onChoose={(site) => {
          change({ site });
        }}
      />
      <FilterSelect
        label={t('report.period.label')}
        all={t(`report.period.${USUAL_PERIOD}`)}
        value={filters.days}
        choices={PERIODS.filter((days) => days !== USUAL_PERIOD).map((id) => ({ id, label: t(`report.period.${id}`) }))}
        onChoose={(days) => {
          change({ days });
        }}
      />
      <Checkbox
        id="report-redacted"
        label={t('report.redact')}
        description={t('report.redactText')}
        isChecked={filters.redacted === 'yes'}
        onChange={(_event, isRedacted) => {
          change({ redacted: isRedacted ? 'yes' : undefined });
        }}
      />
    </div>
  );
}

function Making({ filters, site }: { filters: ReportFilters; site: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [done, setDone] = useState(0);
  const [to] = useState(() => Math.floor(Date.now() / MINUTE) * MINUTE);
  const days = Number(filters.days ?? USUAL_PERIOD);
  const queryKey = ['report', site, days, to];
  const material = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      gather({ site, from: new Date(to - days * DAY).toISOString(), to: new Date(to).toISOString() }, setDone, signal),
    staleTime: Infinity,
  });
  if (material.data) {
    return <Made material={material.data} isRedacted={filters.redacted === 'yes'} />;
  }
  if (material.isFetching) {
    return (
      <div className="cf-report__making">
        <Progress aria-label={t('report.making')} title={t('report.making')} value={Math.floor(done * 100)} />
        <Button
          variant="secondary"
          onClick={() => {
            void queryClient.cancelQueries({ queryKey });
          }}
        >
          {t('report.cancel')}
        </Button>
      </div>
    );
  }
  if (material.error) {
    return <Failure error={material.error} onRetry={() => void material.refetch()} />;
  }
  return (
    <div role="status">
      <p>{t('report.cancelled')}</p>
      <Button variant="secondary" onClick={() => void material.refetch()}>
        {t('report.again')}
      </Button>
    </div>
  );
}

function Made({ material, isRedacted }: { material: Material; isRedacted: boolean }) {
  const { t } = useTranslation();
  const whole = reportOf(material);
  const word: Wording = (kind, number) => t(`report.pseudonym.${kind}`, { number });
  const report = isRedacted ? redacted(whole, material, word) : whole;
  const sections = sectionsOf(report, t);
  const timeOf = clockOf(report.timeZone);
  const title = t('report.heading', { site: report.site, from: timeOf(report.from), to: timeOf(report.to) });
  const text = markdownOf(title, sections);
  const leaks = isRedacted ? leaksIn(text, material, markdownOf('', sectionsOf(withoutNames(report, word), t))) : [];
  if (leaks.length > 0) {
    return <p role="alert">{t('report.leak', { list: leaks.join(', ') })}</p>;
  }
  return (
    <>
      <Ways text={text} />
      <article className="cf-report" aria-label={title}>
        <h2 className="cf-report__title">{title}</h2>
        {isRedacted && <p className="cf-small">{t('report.redactedNote')}</p>}
        {sections.map((section) => (
          <Part key={section.id} section={section} />
        ))}
      </article>
    </>
  );
}

function Ways({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <div className="cf-report__ways">
      <Button
        variant="primary"
        onClick={() => {
          window.print();
        }}
      >
        {t('report.print')}
      </Button>
      <CopyButton text={text} title={t('report.copy')} variant="secondary" />
      <Button
        variant="link"
        onClick={() => {
          save('report.md', 'text/markdown', text);
        }}
      >
        {t('report.save')}
      </Button>
    </div>
  );
}

function Part({ section: { id, title, paragraphs, table } }: { section: Section }) {
  return (
    <section className={`cf-report__part cf-report__part--${id}`} aria-labelledby={`report-${id}`}>
      <h3 id={`report-${id}`}>{title}</h3>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {table && (
        /* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has no mouse scrolls it by key */
        <div className="cf-report__frame" role="group" aria-labelledby={`report-${id}`} tabIndex={0}>
          <table className="cf-report__table" aria-labelledby={`report-${id}`}>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column.title} scope="col" className={column.numeric ? 'cf-number' : undefined}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((cells, row) => (
                <tr key={row}>
                  {cells.map((cell, index) => (
                    <td key={index} className={table.columns[index]?.numeric ? 'cf-number' : undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
