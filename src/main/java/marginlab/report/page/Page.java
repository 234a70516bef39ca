package marginlab.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import marginlab.file.hash.Sha256;
import marginlab.report.chart.ChartData;
import marginlab.report.table.Findings;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The page of a report: one file that asks for nothing else. Its content security policy lets only the two scripts that
 * were put in here run, by their hashes.
 */
public final class Page {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    /** In this order: what all charts share, and the charts. */
    private static final List<String> SCRIPTS = List.of(
            "frame.js",
            "accuracy.js",
            "level.js",
            "search.js",
            "losses.js",
            "training.js",
            "pairs.js",
            "factors.js",
            "features.js");

    static final TemplateEngine ENGINE = engine("marginlab/report/page/");

    private Page() {}

    public static String html(Findings findings) {
        String library = safeScript(resource(CHARTS));
        String script = safeScript(charts() + "\n" + resource("page.js"));
        Context context = new Context(Locale.ROOT);
        context.setVariable("page", PageView.of(findings));
        context.setVariable("data", ChartData.json(findings));
        context.setVariable("style", resource("page.css"));
        context.setVariable("library", library);
        context.setVariable("script", script);
        context.setVariable(
                "policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-" + hash(library)
                        + "' 'sha256-" + hash(script) + "'; base-uri 'none'; form-action 'none'");
        return ENGINE.process("index", context);
    }

    /** The script of the charts, which expects their numbers in the element {@code data}; another one has them drawn. */
    public static String charts() {
        return SCRIPTS.stream().map(Page::resource).collect(Collectors.joining("\n"));
    }

    /** What fills the templates of a folder of the class path, and escapes all that it fills in. */
    public static TemplateEngine engine(String folder) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix(folder);
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    static String resource(String name) {
        try (InputStream stream = Page.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script that cannot end its element; {@code <\/} means {@code </} inside strings and expressions alike. */
    private static String safeScript(String script) {
        return script.replace("\r\n", "\n").replace("</", "<\\/").replace("<!--", "<\\!--");
    }

    private static String hash(String script) {
        return Base64.getEncoder().encodeToString(Sha256.of(script));
    }
}
