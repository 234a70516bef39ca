package marginlab.bench.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import marginlab.bench.BenchFigure;
import marginlab.report.page.Page;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** The proof as a page, which asks for nothing else. */
final class ProofPage {
    private static final TemplateEngine ENGINE = Page.engine("marginlab/bench/gpu/");
    private static final String SOFT = "soft";

    private ProofPage() {}

    /**
     * A line of the page.
     *
     * @param kind class of its style, or empty
     */
    record ProofLine(String kind, String text) {}

    /** A figure as texts. */
    record FigureView(String what, String median, String unit, String range, String under) {}

    /** A part as texts. */
    record PartView(String name, List<ProofLine> lines, List<FigureView> figures) {}

    static String html(ProofReport report) {
        Context context = new Context(Locale.ROOT);
        context.setVariable("lines", lines(report));
        context.setVariable(
                "parts", report.parts().stream().map(ProofPage::part).toList());
        return ENGINE.process("proof", context);
    }

    private static List<ProofLine> lines(ProofReport report) {
        List<ProofLine> lines = new ArrayList<>();
        lines.add(new ProofLine("", report.verdict()));
        lines.add(new ProofLine(SOFT, report.machine()));
        report.gpus()
                .devices()
                .forEach(gpu -> lines.add(new ProofLine(
                        SOFT,
                        "GPU " + gpu.index() + ": " + gpu.name() + ", " + gpu.megabytes() + " MB, driver "
                                + gpu.driver())));
        lines.addAll(trouble(report.gpus().problem(), report.gpus().remedy()));
        Libtorch libtorch = report.libtorch();
        lines.add(new ProofLine(
                SOFT,
                libtorch.version().isEmpty()
                        ? "libtorch: none that fits"
                        : "libtorch " + libtorch.version() + (libtorch.cuda() ? " with CUDA" : " for processors")
                                + ", from " + libtorch.source()));
        lines.addAll(trouble(libtorch.problem(), libtorch.remedy()));
        return lines;
    }

    private static PartView part(ProofResult part) {
        String state = part.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        List<ProofLine> lines = new ArrayList<>();
        lines.add(new ProofLine(
                part.state() == ProofResult.PartState.LEFT_OUT ? SOFT : state,
                state + (part.seconds() > 0 ? String.format(Locale.ROOT, " in %.0f s", part.seconds()) : "")));
        lines.addAll(trouble(part.detail(), part.remedy()));
        return new PartView(
                part.name(),
                lines,
                part.figures().stream().map(ProofPage::figure).toList());
    }

    private static List<ProofLine> trouble(String problem, String remedy) {
        return problem.isEmpty()
                ? List.of()
                : List.of(new ProofLine("", problem + (remedy.isEmpty() ? "" : ". " + remedy)));
    }

    private static FigureView figure(BenchFigure figure) {
        return new FigureView(
                figure.what(),
                number(figure.median()),
                figure.unit(),
                number(figure.low()) + " to " + number(figure.high()),
                figure.settings().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
    }

    private static String number(double value) {
        boolean isSmall = value != 0 && Math.abs(value) < 0.01;
        return String.format(Locale.ROOT, isSmall ? "%.1e" : value < 100 ? "%.2f" : "%.0f", value);
    }
}
