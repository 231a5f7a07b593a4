import { useTranslation } from 'react-i18next';

import type { DnsTransaction } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { VirtualTable } from '../../shared/ui/VirtualTable';
import { Asker, Destination, VerdictText } from './ends';

const ANSWERS_SHOWN = 3;

/** A question to DNS and its answer, a row. */
export function QuestionsTable({ questions, onNearEnd }: { questions: DnsTransaction[]; onNearEnd: () => void }) {
  const { t } = useTranslation();
  return (
    <VirtualTable
      label={t('traffic.dns')}
      rows={questions}
      onNearEnd={onNearEnd}
      rowKey={({ curfew }) => curfew.id}
      columns={[
        {
          title: t('traffic.column.at'),
          width: 'needed',
          cell: (question) => <Moment at={question['@timestamp']} site={question.curfew.site} />,
        },
        { title: t('traffic.column.device'), cell: (question) => <Asker row={question} /> },
        {
          title: t('traffic.column.question'),
          width: 'large',
          cell: ({ dns: { question } }) => (
            <>
              <Code>{question.name}</Code> <span className="cf-small">{question.type}</span>
            </>
          ),
        },
        { title: t('traffic.column.server'), cell: (question) => <Destination row={question} /> },
        { title: t('traffic.column.answer'), cell: (question) => <Answer question={question} /> },
        { title: t('traffic.column.verdict'), cell: ({ curfew: { verdict } }) => <VerdictText verdict={verdict} /> },
      ]}
    />
  );
}

function Answer({ question: { dns, curfew } }: { question: DnsTransaction }) {
  const { t } = useTranslation();
  if (dns.response_code === undefined) {
    return <>{t('outcome.unanswered')}</>;
  }
  const answers = dns.answers ?? [];
  const more = answers.length - ANSWERS_SHOWN;
  return (
    <>
      {curfew.blocked && <strong>{t('traffic.blocked')} </strong>}
      {answers.length === 0 ? (
        dns.response_code
      ) : (
        <Code>
          {answers
            .slice(0, ANSWERS_SHOWN)
            .map(({ data }) => data)
            .join(', ')}
        </Code>
      )}
      {more > 0 && <span className="cf-small"> {t('traffic.moreAnswers', { count: more })}</span>}
    </>
  );
}
