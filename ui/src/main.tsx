import '@patternfly/react-core/dist/styles/base.css';
import './app/theme.css';
import './app/console.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/App';
import { createConsoleRouter } from './app/router';
import { loadMessages } from './messages';
import { chosenLanguage } from './shared/own/choices';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
const language = chosenLanguage();
await loadMessages(language === undefined ? navigator.languages : [language]);
createRoot(root).render(
  <StrictMode>
    <App router={createConsoleRouter()} />
  </StrictMode>,
);
