/**
 * The table as text: terminal, Markdown, LaTeX, CSV, JSON.
 *
 * <p>In: an accuracy table. Out: a text a format.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@code table.tex} compiles in an article with {@code booktabs} and {@code graphicx} and nothing else, with
 *       pdfTeX 3.14 (TeX Live 2022), hostile names and all; what is wider than the page is shrunk to it.
 * </ul>
 */
package marginlab.report.format;
