import '@patternfly/react-core/dist/styles/base.css';
import './app/theme.css';
import './app/console.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/App';
import { createConsoleRouter } from './app/router';
import { loadMessages } from './messages';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
await loadMessages(navigator.languages);
createRoot(root).render(
  <StrictMode>
    <App router={createConsoleRouter()} />
  </StrictMode>,
);
