import '@patternfly/react-core/dist/styles/base.css';
import './app/theme.css';
import './app/console.css';

import { noop } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/App';
import { askAhead } from './app/askAhead';
import { createQueryClient } from './app/queryClient';
import { createConsoleRouter } from './app/router';
import { loadMessages } from './messages';
import { callerQuery } from './shared/api/queries';
import { chosenLanguage } from './shared/own/choices';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
const queryClient = createQueryClient();
queryClient.query(callerQuery).catch(noop);
askAhead(queryClient, window.location);
const language = chosenLanguage();
await loadMessages(language === undefined ? navigator.languages : [language]);
createRoot(root).render(
  <StrictMode>
    <App router={createConsoleRouter()} queryClient={queryClient} />
  </StrictMode>,
);
