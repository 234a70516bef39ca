package marginlab.bench.gpu;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import marginlab.bench.BenchFigure;
import marginlab.file.AtomicFile;
import marginlab.file.json.Json;

/**
 * All that the proof found.
 *
 * @param machine processors, memory and system
 * @param libtorch that was used
 * @param gpus what the driver said
 * @param parts in their order
 */
public record ProofReport(String machine, Libtorch libtorch, GpuList.GpuAnswer gpus, List<ProofResult> parts) {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--paper:#fff;--good:#1a7f37;--bad:#b42318}
            @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--paper:#0d1117;--good:#4ac26b;--bad:#ff8a80}}
            body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:0 auto;padding:1rem}
            h1{font-size:1.5rem}h2{font-size:1.1rem;margin:1.5rem 0 .25rem;border-top:1px solid var(--line);padding-top:.75rem}
            p{margin:.25rem 0;overflow-wrap:anywhere}.soft{color:var(--soft)}.done{color:var(--good)}.failed{color:var(--bad)}
            .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
            th,td{text-align:left;padding:.2rem .8rem .2rem 0;font-weight:400;white-space:nowrap}td.n{text-align:right}
            """;

    public ProofReport {
        parts = List.copyOf(parts);
    }

    /** What it comes to, in one sentence. */
    public String verdict() {
        long done = count(ProofResult.PartState.DONE);
        long failed = count(ProofResult.PartState.FAILED);
        long left = count(ProofResult.PartState.LEFT_OUT);
        String where = gpus.devices().isEmpty()
                ? "No GPU was found, so only what needs none was tried: "
                : gpus.devices().size() + (gpus.devices().size() == 1 ? " GPU: " : " GPUs: ");
        return where + done + " of " + parts.size() + " parts done, " + failed + " failed, " + left + " left out.";
    }

    private long count(ProofResult.PartState state) {
        return parts.stream().filter(part -> part.state() == state).count();
    }

    /** Writes {@code gpu.json} and {@code index.html}. */
    public void write(Path folder) {
        AtomicFile.write(folder.resolve("gpu.json"), Json.indented(this) + "\n");
        AtomicFile.write(folder.resolve("index.html"), html());
    }

    /** The page; it asks for nothing else. */
    String html() {
        StringBuilder page = new StringBuilder();
        page.append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>marginlab on this GPU</title>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<style>")
                .append(STYLE)
                .append("</style></head><body><main>\n<h1>Proof of this machine's GPUs</h1>\n");
        line(page, "", verdict());
        line(page, "soft", machine);
        gpus.devices()
                .forEach(gpu -> line(
                        page,
                        "soft",
                        "GPU " + gpu.index() + ": " + gpu.name() + ", " + gpu.megabytes() + " MB, driver "
                                + gpu.driver()));
        trouble(page, gpus.problem(), gpus.remedy());
        line(
                page,
                "soft",
                libtorch.version().isEmpty()
                        ? "libtorch: none that fits"
                        : "libtorch " + libtorch.version() + (libtorch.cuda() ? " with CUDA" : " for processors")
                                + ", from " + libtorch.source());
        trouble(page, libtorch.problem(), libtorch.remedy());
        parts.forEach(part -> part(page, part));
        return page.append("</main></body></html>\n").toString();
    }

    private static void part(StringBuilder page, ProofResult part) {
        String state = part.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        page.append("<h2>").append(escaped(part.name())).append("</h2>\n");
        line(
                page,
                part.state() == ProofResult.PartState.LEFT_OUT ? "soft" : state,
                state + (part.seconds() > 0 ? String.format(Locale.ROOT, " in %.0f s", part.seconds()) : ""));
        trouble(page, part.detail(), part.remedy());
        if (!part.figures().isEmpty()) {
            page.append("<div class=\"scroll\" role=\"region\" aria-label=\"Figures\" tabindex=\"0\"><table>\n");
            part.figures().forEach(figure -> row(page, figure));
            page.append("</table></div>\n");
        }
    }

    private static void row(StringBuilder page, BenchFigure figure) {
        String settings = figure.settings().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        page.append("<tr><th scope=\"row\">")
                .append(escaped(figure.what()))
                .append("</th><td class=\"n\">")
                .append(number(figure.median()))
                .append("</td><td>")
                .append(escaped(figure.unit()))
                .append("</td><td class=\"soft\">")
                .append(number(figure.low()) + " to " + number(figure.high()))
                .append("</td><td class=\"soft\">")
                .append(escaped(settings))
                .append("</td></tr>\n");
    }

    private static String number(double value) {
        boolean isSmall = value != 0 && Math.abs(value) < 0.01;
        return String.format(Locale.ROOT, isSmall ? "%.1e" : value < 100 ? "%.2f" : "%.0f", value);
    }

    private static void trouble(StringBuilder page, String problem, String remedy) {
        if (!problem.isEmpty()) {
            line(page, "", problem + (remedy.isEmpty() ? "" : ". " + remedy));
        }
    }

    private static void line(StringBuilder page, String kind, String text) {
        page.append("<p class=\"")
                .append(kind)
                .append("\">")
                .append(escaped(text))
                .append("</p>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
