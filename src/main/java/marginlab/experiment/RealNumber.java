package marginlab.experiment;

import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * A number between two others.
 *
 * @param withLow whether the lower end itself is allowed
 * @param withHigh whether the upper end itself is allowed
 */
record RealNumber(double low, boolean withLow, double high, boolean withHigh) implements Type {

    static RealNumber between(double low, double high) {
        return new RealNumber(low, true, high, true);
    }

    static RealNumber above(double low, double high) {
        return new RealNumber(low, false, high, true);
    }

    static RealNumber below(double low, double high) {
        return new RealNumber(low, true, high, false);
    }

    @Override
    public Optional<String> read(Cursor value) {
        if (value.isPlain() && Decimal.isNumber(value.raw())) {
            double number = Decimal.parse(value.raw());
            if ((withLow ? number >= low : number > low) && (withHigh ? number <= high : number < high)) {
                return Optional.of(Decimal.label(number));
            }
        }
        value.problem(expected());
        return Optional.empty();
    }

    @Override
    public String expected() {
        return "a number " + (withLow ? "of at least " : "above ") + Decimal.label(low)
                + (withHigh ? " and at most " : " and below ") + Decimal.label(high);
    }

    @Override
    public JsonObject schema() {
        JsonObject schema = Type.schema("number");
        schema.addProperty(withLow ? "minimum" : "exclusiveMinimum", low);
        schema.addProperty(withHigh ? "maximum" : "exclusiveMaximum", high);
        return schema;
    }
}
