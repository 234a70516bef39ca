package marginlab.serve;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.report.page.Page;

/** The pages of the server with their scripts and styles: a closed list of addresses, each read when it is first asked for. */
final class ShippedFiles {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final List<String> SCRIPTS = List.of(
            "address.js",
            "cards.js",
            "charts.js",
            "columns.js",
            "compare.js",
            "curves.js",
            "dom.js",
            "experiments.js",
            "format.js",
            "log.js",
            "remarks.js",
            "rows.js",
            "run.js",
            "runs.js",
            "server.js");

    private final Map<String, Supplier<HttpAnswer>> files = new LinkedHashMap<>();
    private final Map<String, HttpAnswer> read = new ConcurrentHashMap<>();
    private final Map<String, HttpAnswer> packed = new ConcurrentHashMap<>();

    ShippedFiles() {
        for (LivePage page : LivePage.values()) {
            files.put(page.address(), page::answer);
        }
        SCRIPTS.forEach(file -> files.put("/live/" + file, () -> HttpAnswer.resource(file, SCRIPT)));
        files.put("/live.css", () -> HttpAnswer.resource("live.css", STYLE));
        files.put("/page.css", () -> HttpAnswer.resource("/marginlab/report/page/page.css", STYLE));
        files.put("/charts.js", () -> new HttpAnswer(200, SCRIPT, Page.charts().getBytes(StandardCharsets.UTF_8)));
        files.put("/echarts.js", () -> HttpAnswer.resource(ECHARTS, SCRIPT));
    }

    /** The addresses of pages that a person opens. */
    static Set<String> pages() {
        return Stream.of(LivePage.values()).map(LivePage::address).collect(Collectors.toSet());
    }

    boolean has(String address) {
        return files.containsKey(address);
    }

    /** @param unpacks whether who asks takes it packed, which is done once */
    HttpAnswer at(String address, boolean unpacks) {
        HttpAnswer plain =
                read.computeIfAbsent(address, key -> files.get(key).get().kept());
        return unpacks ? packed.computeIfAbsent(address, key -> plain.packed()) : plain;
    }
}
