/**
 * A table of any length: only rows that are in sight are in the page, and only pieces that were in sight are asked for. All rows
 * are of one height, from which follows where each stands.
 */
import { element, swap } from './dom.js';

const PIECE = 100;
const KEPT = 12; // pieces
const MORE = 8; // rows above and below what is in sight

export class Rows {
  /**
   * @param box scrolls
   * @param fetchPiece a promise of {all, columns, rows} from a place on
   * @param view draws the head, a row, and what is pinned
   */
  constructor(box, fetchPiece, view) {
    Object.assign(this, { box, fetchPiece, view, pieces: new Map(), all: 0, columns: [], asked: 0 });
    this.groups = element('colgroup', {});
    this.head = element('thead', {});
    this.body = element('tbody', {});
    this.above = element('tbody', { 'aria-hidden': 'true' });
    this.below = element('tbody', { 'aria-hidden': 'true' });
    this.table = element('table', { class: 'rows' }, this.groups, this.head, this.above, this.body, this.below);
    box.addEventListener('scroll', () => this.soon(), { passive: true });
    new ResizeObserver(() => this.soon()).observe(box);
  }

  soon() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.fill();
    });
  }

  height() {
    return parseFloat(getComputedStyle(this.box).getPropertyValue('--row')) * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  /** Asks anew for what is in sight; what was there stays until the answer is. */
  async refresh(toTop = false) {
    const turn = ++this.asked;
    if (toTop) this.box.scrollTop = 0;
    const first = Math.max(0, Math.floor(this.box.scrollTop / this.height() / PIECE));
    const piece = await this.fetchPiece(first * PIECE, PIECE);
    if (turn !== this.asked) return;
    // The same again is not drawn: a row that is exchanged between the press and the release of a button is not clicked.
    const drawn = JSON.stringify([piece, this.view.beside()]);
    if (drawn === this.drawn && this.table.isConnected) return;
    this.drawn = drawn;
    this.pieces = new Map([[first, piece.rows]]);
    this.take(piece);
    this.fill(true);
  }

  take(piece) {
    this.all = piece.all;
    this.piece = piece;
    this.columns = piece.columns;
    const { heads, widths } = this.view.head(piece);
    swap(this.head, ...heads);
    this.groups.replaceChildren(...widths.map((width) => {
      const column = element('col', {});
      column.style.width = width + 'rem';
      return column;
    }));
    this.table.style.width = widths.reduce((sum, width) => sum + width, 0) + 'rem';
    this.table.setAttribute('aria-rowcount', String(piece.all + 1));
    if (!this.table.isConnected) this.box.replaceChildren(this.table);
  }

  /** Puts the rows into the page that are in sight, and asks for those that are not here. */
  fill(anew = false) {
    if (!this.table.isConnected) return;
    const height = this.height();
    const first = Math.max(0, Math.floor(this.box.scrollTop / height) - MORE);
    const last = Math.min(this.all, Math.ceil((this.box.scrollTop + this.box.clientHeight) / height) + MORE);
    for (let p = Math.floor(first / PIECE); p <= Math.floor(Math.max(first, last - 1) / PIECE); p++) {
      if (!this.pieces.has(p) && p * PIECE < this.all) this.fetch(p);
    }
    const key = `${first} ${last} ${[...this.pieces.keys()].join()}`;
    if (!anew && key === this.shown) return;
    this.shown = key;
    const space = (rows) => {
      const cell = element('td', { colspan: '99' });
      cell.style.height = rows * height + 'px';
      return rows > 0 ? [element('tr', { class: 'space' }, cell)] : [];
    };
    this.above.replaceChildren(...space(first));
    this.below.replaceChildren(...space(this.all - last));
    const rows = [];
    for (let at = first; at < last; at++) {
      const row = (this.pieces.get(Math.floor(at / PIECE)) || [])[at % PIECE];
      const made = row ? this.view.row(row, this.piece) : element('tr', {}, element('td', { colspan: '99', class: 'detail' }, '…'));
      made.setAttribute('aria-rowindex', String(at + 2));
      rows.push(made);
    }
    swap(this.body, ...rows);
  }

  async fetch(p) {
    const turn = this.asked;
    this.pieces.set(p, []);
    try {
      const piece = await this.fetchPiece(p * PIECE, PIECE);
      if (turn !== this.asked) return;
      this.pieces.set(p, piece.rows);
      if (this.pieces.size > KEPT) this.pieces.delete([...this.pieces.keys()].find((one) => Math.abs(one - p) > 2));
      this.fill();
      this.fill(true);
    } catch (problem) {
      this.pieces.delete(p);
    }
  }

  /** Draws the same rows again, as when one was chosen. */
  again() {
    if (this.piece) this.take(this.piece);
    this.fill(true);
  }
}
