/**
 * The page of a report: one file that asks for nothing else.
 *
 * <p>In: the findings of an experiment. Out: HTML.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The page carries its charts (Apache ECharts from its WebJar, 1.0 MB) and its numbers; a content security policy
 *       with the hashes of its two scripts lets nothing else run and nothing be requested. Numbers come as JSON in which
 *       Gson writes {@code < > & '} as escapes.
 *   <li>Images of the hardest pairs are decoded to 96 pixels, and only where the dataset still has the fingerprint of
 *       the runs: another file of the same name would show other people.
 *   <li>A label error is told by the name of an image, so only of sets whose files still have their names.
 *   <li>200 trials of three sets and fifteen epochs make a page of 1.4 MB.
 * </ul>
 */
package marginlab.report.page;
