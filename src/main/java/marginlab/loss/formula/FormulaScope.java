package marginlab.loss.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that a formula may use.
 *
 * @param known them
 * @param elsewhere names that other formulas may use, and what to do about them here
 */
record FormulaScope(Set<String> known, Map<String, String> elsewhere) {
    static final String THETA = "theta";
    static final String COSINE = "cos";
    static final String NORM = "norm";
    static final String TARGET = "target";
    static final String TARGET_COSINE = "targetcos";
    static final String PI = "pi";

    /** What no parameter can be called. */
    static final List<String> RESERVED = reserved();

    private static List<String> reserved() {
        List<String> names = new ArrayList<>(List.of(THETA, COSINE, NORM, TARGET, TARGET_COSINE, PI));
        names.addAll(FormulaFunction.names());
        return List.copyOf(names);
    }

    FormulaScope {
        known = Set.copyOf(known);
        elsewhere = Map.copyOf(elsewhere);
    }
}
