package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that are shipped, as somebody sees them who opens the file. */
@Tag("installed")
@EnabledIf(value = "marginlab.report.page.ChromiumBrowser#isFound", disabledReason = "needs chromium on the PATH")
class ShippedPagesInBrowserTest {
    private static final String CHARTS =
            "[...document.querySelectorAll('figure[data-chart]')].filter((f) => f.offsetParent !== null)";

    private static ChromiumBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = ChromiumBrowser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @MethodSource("marginlab.report.page.ShippedPages#all")
    void drawTheirChartsAndSayNothingInTheConsole(Path page) {
        String address = page.toAbsolutePath().toUri().toString();
        for (int width : new int[] {1280, 390}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.view(width, 900, dark);
                browser.open(address);

                assertThat(texts(CHARTS + ".map((f) => f.dataset.chart)"))
                        .contains("level", "seeds", "logits", "boundaries", "angles", "training", "roc", "factors");
                assertThat(texts(CHARTS + ".filter((f) => f.querySelectorAll('svg path').length < 5)"
                                + ".map((f) => f.dataset.chart)"))
                        .as("charts without lines at %d pixels", width)
                        .isEmpty();
                assertThat(browser.value("document.documentElement.scrollWidth - window.innerWidth")
                                .getAsInt())
                        .as("pixels that stick out at the side")
                        .isLessThanOrEqualTo(0);
                assertThat(browser.complaints()).isEmpty();
                assertThat(browser.requests()).allMatch(url -> url.equals(address) || url.startsWith("data:"));
            }
        }
    }

    private static List<String> texts(String expression) {
        return browser.value(expression).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
