package marginlab.report.page;

import java.util.List;
import java.util.Locale;
import org.thymeleaf.context.Context;

/** A page that sets things side by side: texts in tables, without a script. */
public final class ComparisonPage {
    private ComparisonPage() {}

    public static String html(String title, List<TextGrid> grids) {
        Context context = new Context(Locale.ROOT);
        context.setVariable("title", title);
        context.setVariable("grids", grids);
        context.setVariable("style", Page.resource("page.css"));
        return Page.ENGINE.process("compare", context);
    }
}
