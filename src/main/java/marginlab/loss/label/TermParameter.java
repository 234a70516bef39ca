package marginlab.loss.label;

/**
 * One number in the brackets of a term.
 *
 * @param name as formulas have it: {@code m1}
 * @param standard the published value, which stands where the number is left out
 * @param range the values it may have
 */
public record TermParameter(String name, double standard, ParameterRange range) {}
