// Runs before anything is painted, so that nobody sees a flash of the other theme. src/shared/theme takes over.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('curfew.theme');
  } catch {
    // Storage may be forbidden: the system's choice holds.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('pf-v6-theme-dark', dark);
})();
