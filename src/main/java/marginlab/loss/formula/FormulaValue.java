package marginlab.loss.formula;

import ai.djl.ndarray.NDArray;

/**
 * What a part of a formula of the other classes is.
 *
 * @param number where there is no array
 * @param array what broadcasts to {@code [N, C]}, or null
 */
record FormulaValue(double number, NDArray array) {
    static FormulaValue of(double number) {
        return new FormulaValue(number, null);
    }

    static FormulaValue of(NDArray array) {
        return new FormulaValue(0, array);
    }

    boolean isNumber() {
        return array == null;
    }

    float single() {
        return (float) number;
    }
}
