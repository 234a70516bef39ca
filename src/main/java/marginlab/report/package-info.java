/**
 * The results of an experiment as people and programs read them.
 *
 * <p>In: a {@link marginlab.report.Sweep} (planned trials and their runs). Out: a page, and the same table as Markdown,
 * LaTeX, CSV and JSON.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One {@code Table} is behind every output, so that no two of them can disagree.
 *   <li>Nothing in an output is the time or the place of its writing: the same results give the same bytes.
 *   <li>The page carries its charts (Apache ECharts from its WebJar, 1.0 MB) and its numbers; a content security policy with
 *       the hashes of its two scripts lets nothing else run and nothing be requested. Numbers come as JSON in which Gson
 *       writes {@code < > & '} as escapes.
 *   <li>Scores that a run left are read where they are whole, for tests by pair and for ROC curves; a report is written
 *       without them where they are gone.
 *   <li>Of more than eight rows one of each family is drawn at first: more lines are a thicket. The others are a click away.
 *   <li>Images of the hardest pairs are decoded to 96 pixels, and only where the dataset still has the fingerprint of the
 *       runs: another file of the same name would show other people.
 *   <li>A label error is told by the name of an image, so only of sets whose files still have their names.
 *   <li>{@code table.tex} compiles in an article with {@code booktabs} and {@code graphicx} and nothing else, with pdfTeX
 *       3.14 (TeX Live 2022), hostile names and all; what is wider than the page is shrunk to it.
 *   <li>Who is on a pair is told from equal image files and genuine pairs, since verification files do not say it; that is
 *       what the bootstrap over people draws.
 *   <li>The gate takes the wider of two intervals, over seeds and over face pairs: seeds alone say nothing with one of them,
 *       pairs alone take a lucky seed for a better loss.
 *   <li>200 trials of three sets and fifteen epochs make a page of 1.4 MB.
 *   <li>Rows print the paper's figure beside ours, and the difference only where data, backbone, schedule, scale and
 *       every other setting that the paper or its trainer states are the paper's: a run with the straight-through gradient
 *       is another setting.
 * </ul>
 */
package marginlab.report;
