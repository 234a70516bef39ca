/** The address holds all that a page shows, so that it can be kept and sent on. */
let parameters = new URLSearchParams(location.search);
const listeners = [];

export const get = (key, otherwise = '') => parameters.get(key) ?? otherwise;
export const all = (key) => parameters.getAll(key);
export const parts = (key) => get(key).split(',').filter(Boolean);

const text = (some) => {
  const query = some.toString().replaceAll('%2C', ',').replaceAll('%40', '@');
  return query ? '?' + query : '';
};

function changed(changes, from = parameters) {
  const next = new URLSearchParams(from);
  Object.entries(changes).forEach(([key, value]) => {
    next.delete(key);
    [value].flat().filter((one) => one !== '' && one !== null && one !== undefined).forEach((one) => next.append(key, one));
  });
  return next;
}

/** Changes some of it; {@code quiet} leaves the history as it is, as for every letter that is typed. */
export function set(changes, quiet = false) {
  const next = changed(changes);
  if (next.toString() === parameters.toString()) return;
  parameters = next;
  history[quiet ? 'replaceState' : 'pushState'](null, '', location.pathname + text(parameters));
  listeners.forEach((listener) => listener());
}

export const onChange = (listener) => listeners.push(listener);

/** An address of another page. */
export const link = (path, some = {}) => path + text(changed(some, new URLSearchParams()));

/** What the server is asked for with these keys of the address. */
export function query(keys, more = {}) {
  const kept = new URLSearchParams();
  keys.forEach((key) => all(key).forEach((value) => kept.append(key, value)));
  return text(changed(more, kept));
}

/** A value that may stand in a condition. */
export const quoted = (value) => (/^[\w.()+-]+$/.test(value) ? value : value.includes('"') ? `'${value}'` : `"${value}"`);

window.addEventListener('popstate', () => {
  parameters = new URLSearchParams(location.search);
  listeners.forEach((listener) => listener());
});
