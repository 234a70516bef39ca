/** Figures as a person reads them. */
export const percent = (value) => (100 * value).toFixed(2);

export const points = (value) => (value >= 0 ? '+' : '−') + Math.abs(100 * value).toFixed(2);

export const number = (value) => String(+Number(value).toPrecision(5));

export const count = (value) => value.toLocaleString('en');

export function duration(seconds) {
  if (seconds < 0.5) return '–';
  if (seconds < 120) return Math.round(seconds) + ' s';
  if (seconds < 7200) return Math.round(seconds / 60) + ' min';
  return seconds < 172800 ? (seconds / 3600).toFixed(1) + ' h' : (seconds / 86400).toFixed(1) + ' d';
}

/** {@code 3:20}, {@code 1:03:20}. */
export function clock(seconds) {
  const two = (value) => String(value).padStart(2, '0');
  const all = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** {@code 2026-11-30 14:02} in the zone of who looks. */
export function moment(date) {
  const two = (value) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A value of a column, by the kind of the column. */
export function value(kind, given) {
  if (given === null || given === undefined || given === '') return '–';
  switch (kind) {
    case 'share': return percent(given);
    case 'duration': return duration(given);
    case 'time': return moment(new Date(1000 * given));
    case 'number': return number(given);
    default: return String(given);
  }
}

/** A difference of two values of a column. */
export const difference = (kind, by) => (kind === 'share' ? points(by) : (by >= 0 ? '+' : '−') + number(Math.abs(by)));
