package marginlab.experiment.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/**
 * A length of training in iterations or epochs.
 *
 * @param low the shortest allowed, in either unit
 */
record SpanType(double low) implements SettingType {
    /** Thousands of times the longest training that was published. */
    private static final double MOST = 1e9;

    /** Any number of them. */
    record Lengths() implements SettingType {
        private static final String SEPARATOR = ", ";

        @Override
        public Optional<String> read(YamlCursor value) {
            List<Span> spans = new ArrayList<>();
            List<YamlCursor> items = value.itemsOrSelf(expected());
            for (YamlCursor item : items) {
                new SpanType(Double.MIN_VALUE).read(item).map(Span::parse).ifPresent(spans::add);
            }
            return spans.size() == items.size() ? Optional.of(join(spans)) : Optional.empty();
        }

        static String join(List<Span> spans) {
            return spans.stream()
                    .map(Span::label)
                    .reduce((a, b) -> a + SEPARATOR + b)
                    .orElse("");
        }

        static List<Span> split(String text) {
            List<Span> spans = new ArrayList<>();
            for (String part : text.split(SEPARATOR)) {
                if (!part.isEmpty()) {
                    spans.add(Span.parse(part));
                }
            }
            return spans;
        }

        @Override
        public String expected() {
            return "a list of iterations or epochs, such as [20000, 28000] or [20 epochs, 28 epochs]";
        }

        @Override
        public JsonSchema schema() {
            JsonSchema one = new SpanType(0).schema();
            return JsonSchema.anyOf(one, JsonSchema.listOf(one));
        }
    }

    @Override
    public Optional<String> read(YamlCursor value) {
        Optional<String> text = value.text(expected());
        if (text.isEmpty()) {
            return text;
        }
        try {
            Span span = Span.parse(text.get());
            if (span.count() >= low && span.count() <= MOST) {
                return Optional.of(span.label());
            }
            value.problem(expected() + (low > 0 ? ", above 0" : "") + ", at most 1000000000");
        } catch (IllegalArgumentException e) {
            value.problem(expected());
        }
        return Optional.empty();
    }

    @Override
    public String expected() {
        return "iterations such as 32000, or epochs such as 15 epochs";
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.anyOf(
                JsonSchema.of("integer").with("minimum", 0),
                JsonSchema.text("^[0-9]+(\\.[0-9]+)?\\s*(iterations?|it|epochs?|ep)?$"));
    }
}
