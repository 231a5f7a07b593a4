import { Button, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { callerQuery } from '../../shared/api/queries';
import { save } from '../../shared/ui/save';
import { keepViews, readViews, viewsOf, withView, type SavedView } from './savedViews';
import type { TrafficFilters } from './trafficFilters';

/** Named filters of the person who is signed in, kept in this browser. */
export function SavedViews({ filters }: { filters: TrafficFilters }) {
  const { data: caller } = useQuery(callerQuery);
  return caller ? <Views key={caller.name} person={caller.name} filters={filters} /> : null;
}

function Views({ person, filters }: { person: string; filters: TrafficFilters }) {
  const { t } = useTranslation();
  const [views, setViews] = useState(() => viewsOf(person));
  const [trouble, setTrouble] = useState<string>();
  const keep = (next: SavedView[]) => {
    setViews(next);
    keepViews(person, next);
  };
  const bring = async (file: File) => {
    try {
      keep(readViews(await file.text()).reduce(withView, views));
      setTrouble(undefined);
    } catch {
      setTrouble(t('traffic.views.unreadable', { file: file.name }));
    }
  };
  return (
    <details className="cf-views">
      <summary>{t('traffic.views.title', { count: views.length })}</summary>
      <p className="cf-small">{t('traffic.views.text')}</p>
      <NewView
        onName={(name) => {
          keep(withView(views, { name, filters }));
        }}
      />
      <ul className="cf-plain-list" aria-label={t('traffic.views.list')}>
        {views.map(({ name, filters: chosen }) => (
          <li key={name}>
            <Link to="/traffic" search={chosen}>
              {name}
            </Link>
            <Button
              variant="link"
              size="sm"
              aria-label={t('traffic.views.removeOne', { name })}
              onClick={() => {
                keep(views.filter((view) => view.name !== name));
              }}
            >
              {t('traffic.views.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="cf-views__ways">
        {views.length > 0 && (
          <Button
            variant="link"
            isInline
            onClick={() => {
              save('curfew-views.json', 'application/json', JSON.stringify(views, null, 2));
            }}
          >
            {t('traffic.views.export')}
          </Button>
        )}
        <label className="cf-views__import">
          {t('traffic.views.import')}{' '}
          <input
            type="file"
            accept="application/json"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) {
                void bring(file);
              }
            }}
          />
        </label>
      </div>
      <div role="alert">{trouble}</div>
    </details>
  );
}

function NewView({ onName }: { onName: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  return (
    <form
      className="cf-views__new"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') {
          onName(name);
          setName('');
        }
      }}
    >
      <TextInput
        aria-label={t('traffic.views.name')}
        placeholder={t('traffic.views.name')}
        value={name}
        onChange={(_event, typed) => {
          setName(typed);
        }}
      />
      <Button type="submit" variant="secondary">
        {t('traffic.views.keep')}
      </Button>
    </form>
  );
}
