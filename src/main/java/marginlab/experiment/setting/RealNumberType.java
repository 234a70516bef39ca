package marginlab.experiment.setting;

import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.text.Decimal;
import marginlab.file.yaml.YamlCursor;

/**
 * A number between two others.
 *
 * @param withLow whether the lower end itself is allowed
 * @param withHigh whether the upper end itself is allowed
 */
public record RealNumberType(double low, boolean withLow, double high, boolean withHigh) implements SettingType {

    public static RealNumberType between(double low, double high) {
        return new RealNumberType(low, true, high, true);
    }

    public static RealNumberType above(double low, double high) {
        return new RealNumberType(low, false, high, true);
    }

    public static RealNumberType below(double low, double high) {
        return new RealNumberType(low, true, high, false);
    }

    @Override
    public Optional<String> read(YamlCursor value) {
        if (value.isPlain() && Decimal.isNumber(value.raw())) {
            double number = Decimal.parse(value.raw());
            if (contains(number)) {
                return Optional.of(Decimal.label(number));
            }
        }
        value.problem(expected());
        return Optional.empty();
    }

    public boolean contains(double number) {
        return (withLow ? number >= low : number > low) && (withHigh ? number <= high : number < high);
    }

    @Override
    public String expected() {
        return "a number " + (withLow ? "of at least " : "above ") + Decimal.label(low)
                + (withHigh ? " and at most " : " and below ") + Decimal.label(high);
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.of("number")
                .with(withLow ? "minimum" : "exclusiveMinimum", low)
                .with(withHigh ? "maximum" : "exclusiveMaximum", high);
    }
}
