import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchInput } from './api/attendance.ts';
import { App } from './app/app.tsx';

watchInput(window);
submitOnce(document);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

/** Lets a double click send a form once: it must not make two of a thing, or be told that the first one has the name already. */
function submitOnce(target: Document): void {
  target.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button[type="submit"]') : null;
      if (event.detail > 1 && button !== null) event.preventDefault();
    },
    { capture: true },
  );
}
