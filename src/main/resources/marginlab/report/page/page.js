/** Draws every chart that has something to show, and takes the section of the others away. */
(() => {
  const { charts, redraws } = marginlab;
  document.querySelectorAll('figure[data-chart]').forEach((figure) => {
    if (charts[figure.dataset.chart](figure)) return;
    const section = figure.closest('section');
    figure.remove();
    if (section.querySelector('table, figure')) return;
    section.remove();
    document.querySelectorAll(`nav a[href="#${section.id}"]`).forEach((link) => link.parentElement.remove());
  });

  const again = () => redraws.forEach((redraw) => redraw());
  // On paper colours are those of the light page, whatever the screen shows.
  const print = (on) => {
    document.documentElement.classList.toggle('printing', on);
    again();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  window.addEventListener('beforeprint', () => print(true));
  window.addEventListener('afterprint', () => print(false));

  const links = [...document.querySelectorAll('nav a')];
  const watcher = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((entry) => {
    links.forEach((link) => (link.hash === '#' + entry.target.id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current')));
  }), { rootMargin: '-10% 0px -75% 0px' });
  document.querySelectorAll('main section').forEach((section) => watcher.observe(section));
})();
