/**
 * A loss that somebody writes as formulas of the angle, in an experiment file.
 *
 * <p>In: text such as {@code 1 - 2 * (theta + m) / pi}, and the angles of a batch. Out: target logits, penalties and the logits of
 * the other classes, with exact gradients.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The language has a parser of its own. exp4j, mXparser, JEP and JavaLuator give a {@code double} and no tree, so there
 *       would be no derivative, no arrays of an engine, no normal form for the trial's id and no place of an error; some of them
 *       also run functions of their own that no formula here should reach. ANTLR would bring a generator and a runtime for a
 *       grammar of five lines.
 *   <li>What depends on the target's angle is computed on the host in double, {@link
 *       org.apache.commons.math3.analysis.differentiation.DerivativeStructure} giving the slopes by theta, by its cosine and by
 *       the norm: N numbers a batch. The slopes are then put on the angles that {@link marginlab.loss.batch.Angles} gives, so
 *       that a formula is as exact next to a centre as the built-in losses are.
 *   <li>Only a formula of the other classes, N times C numbers, is computed by the engine and differentiated by it.
 *   <li>The normal form keeps the order of operations and the names, and drops spaces and brackets that change nothing.
 *   <li>Everything is bounded: the length of a formula, its depth, its parts, and how many there are.
 * </ul>
 */
package marginlab.loss.formula;
