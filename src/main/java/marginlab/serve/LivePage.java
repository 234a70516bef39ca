package marginlab.serve;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages that a person opens: a closed list. Each is a content, {@code runs.html}, and a script, {@code runs.js}, in one frame. */
enum LivePage {
    EXPERIMENTS("/", "Experiments"),
    RUNS("/runs", "Runs"),
    RUN("/run", "Run"),
    COMPARE("/compare", "Compare");

    private final String address;
    private final String title;

    LivePage(String address, String title) {
        this.address = address;
        this.title = title;
    }

    String address() {
        return address;
    }

    /** The page with its frame. */
    HttpAnswer answer() {
        String name = title.toLowerCase(Locale.ROOT);
        Map<String, String> parts = Map.of(
                "{title}",
                title,
                "{script}",
                name + ".js",
                "{style}",
                this == RUNS ? "live full" : "live",
                "{links}",
                links(),
                "{content}",
                text(name + ".html"));
        String page = text("frame.html");
        for (Map.Entry<String, String> part : parts.entrySet()) {
            page = page.replace(part.getKey(), part.getValue());
        }
        return new HttpAnswer(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Those that every page leads to. */
    private String links() {
        return Stream.of(EXPERIMENTS, RUNS)
                .map(page -> "<a href=\"" + page.address + "\"" + (page == this ? " aria-current=\"page\"" : "") + ">"
                        + page.title + "</a>")
                .collect(Collectors.joining());
    }

    private static String text(String file) {
        return new String(HttpAnswer.resource(file, "").body(), StandardCharsets.UTF_8);
    }
}
