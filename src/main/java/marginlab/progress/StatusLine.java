package marginlab.progress;

import java.util.List;

/**
 * A line that says how far something is: {@code [####------] images of lfw: 450 of 1000, 0:04 left}.
 *
 * @param fraction that is done, from 0 to 1
 * @param name of the work
 * @param details the most telling first: the last are left out where the terminal is narrow
 */
public record StatusLine(double fraction, String name, List<String> details) {
    private static final List<Integer> BARS = List.of(20, 10);

    public StatusLine {
        details = List.copyOf(details);
    }

    /** As much as there is room for, never a part of a detail; the first detail comes before the bar. */
    String text(int columns) {
        String first = name + (details.isEmpty() ? "" : ": " + details.get(0));
        String bar = BARS.stream()
                .filter(length -> length <= columns / 5)
                .map(this::bar)
                .filter(one -> DisplayWidth.of(one) + DisplayWidth.of(first) <= columns)
                .findFirst()
                .orElse("");
        StringBuilder text = new StringBuilder(DisplayWidth.cut(bar + name, columns));
        String separator = ": ";
        for (String detail : details) {
            if (DisplayWidth.of(text) + separator.length() + DisplayWidth.of(detail) > columns) {
                break;
            }
            text.append(separator).append(detail);
            separator = ", ";
        }
        return text.toString();
    }

    private String bar(int length) {
        int full = (int) Math.round(length * Math.max(0, Math.min(1, fraction)));
        return "[" + "#".repeat(full) + "-".repeat(length - full) + "] ";
    }
}
