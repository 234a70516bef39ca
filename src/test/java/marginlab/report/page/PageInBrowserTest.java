package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.report.format.HostileNamesTest;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSearch;
import marginlab.report.table.SweepResults;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The page of a report in a real browser. */
@Tag("installed")
@EnabledIf(value = "marginlab.report.page.ChromiumBrowser#isFound", disabledReason = "needs chromium on the PATH")
class PageInBrowserTest {
    private static final List<String> CHARTS = List.of(
            "level", "seeds", "logits", "boundaries", "margins", "angles", "training", "roc", "factors", "features");

    @TempDir
    static Path folder;

    private static ChromiumBrowser browser;
    private static String page;

    @BeforeAll
    static void writeAndStart() throws Exception {
        page = address(PicturedSweep.sweep(folder.resolve("runs")), "pictured");
        browser = ChromiumBrowser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
    void drawsEveryChartWithoutAnErrorOrARequest(int width, boolean dark) {
        browser.view(width, 900, dark);
        browser.open(page);

        assertThat(texts("[...document.querySelectorAll('figure[data-chart]')].map((f) => f.dataset.chart)"))
                .containsExactlyElementsOf(CHARTS);
        assertThat(texts("[...document.querySelectorAll('figure[data-chart]')]"
                        + ".filter((f) => f.querySelectorAll('svg path').length < 5).map((f) => f.dataset.chart)"))
                .as("charts without lines")
                .isEmpty();
        assertThat(browser.value("document.documentElement.scrollWidth - window.innerWidth")
                        .getAsInt())
                .as("pixels that stick out at the side")
                .isLessThanOrEqualTo(0);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.equals(page) || url.startsWith("data:"));
    }

    /** Titles and axes of every chart lie within it, also on a phone, where names of axes are written aslant. */
    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void cutsNoTextOff(int width) {
        browser.view(width, 900, false);
        browser.open(page);

        assertThat(texts("[...document.querySelectorAll('figure[data-chart] .plot')].flatMap((plot) => {"
                        + " const frame = plot.getBoundingClientRect();"
                        + " return [...plot.querySelectorAll('svg text')].filter((text) => {"
                        + " const at = text.getBoundingClientRect(); return at.left < frame.left - 2 || at.right > frame.right + 2"
                        + " || at.top < frame.top - 2 || at.bottom > frame.bottom + 2; })"
                        + ".map((text) => plot.parentElement.dataset.chart + ': ' + text.textContent); })"))
                .isEmpty();
        assertThat(
                        texts(
                                "[...document.querySelectorAll('figure[data-chart=factors] svg text')].map((t) => t.textContent)"))
                .contains("objective", "plain, %", "profile, %");
    }

    @Test
    void worksFromTheKeyboard() {
        browser.view(1280, 900, false);
        browser.open(page);

        browser.press("Tab");
        assertThat(browser.value("document.activeElement.className").getAsString())
                .isEqualTo("skip");
        browser.press("Enter");
        assertThat(browser.value("location.hash").getAsString()).isEqualTo("#verdict");

        browser.value("document.querySelector('figure[data-chart=logits] button[data-row]').focus()");
        browser.press("Enter");
        assertThat(browser.value("document.activeElement.getAttribute('aria-pressed')")
                        .getAsString())
                .isEqualTo("false");
        browser.value("document.querySelector('figure[data-chart=roc] .tools button').focus()");
        browser.press("Enter");
        browser.await("document.querySelector('figure[data-chart=roc] .numbers tbody tr')");

        browser.value("document.querySelector('figure[data-chart=training] .plot').focus()");
        browser.press("+");
        assertThat(browser.value("echarts.getInstanceByDom(document.activeElement).getOption().dataZoom[0].start")
                        .getAsDouble())
                .isGreaterThan(0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void hidesARowInEveryChartWhenItsNameIsClicked() {
        browser.view(1280, 900, false);
        browser.open(page);
        int before = browser.value(series("logits")).getAsInt();

        browser.click("figure[data-chart=training] button[data-row]");

        assertThat(browser.value(series("logits")).getAsInt()).isEqualTo(before - 1);
        assertThat(browser.value("document.querySelectorAll('button[data-row][aria-pressed=false]').length")
                        .getAsInt())
                .isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void savesEveryChartAsAPictureThatOtherProgramsDraw(boolean dark) throws Exception {
        browser.view(1280, 900, dark);
        browser.open(page);
        for (String chart : CHARTS) {
            isDrawnByOtherPrograms(chart);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void savesTheChartsOfASearchToo() throws Exception {
        browser.view(1280, 900, false);
        browser.open(address(MadeUpSearch.over(folder), "searched"));
        for (String chart : List.of("budget", "points")) {
            isDrawnByOtherPrograms(chart);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static void isDrawnByOtherPrograms(String chart) throws Exception {
        byte[] svg = SavedCharts.press(browser, chart, "SVG");
        Document document = SavedCharts.parsed(svg);
        assertThat(document.getElementsByTagNameNS("*", "text").getLength())
                .as(chart)
                .isGreaterThan(3);
        BufferedImage drawn = SavedCharts.drawn(svg);
        BufferedImage png = SavedCharts.picture(SavedCharts.press(browser, chart, "PNG"));

        assertThat(png.getWidth()).as(chart).isEqualTo(2 * drawn.getWidth());
        assertThat(png.getHeight()).as(chart).isEqualTo(2 * drawn.getHeight());
        assertThat(drawn.getRGB(0, 0)).as(chart + " lies on the page's paper").isEqualTo(png.getRGB(0, 0));
        assertThat(SavedCharts.ink(drawn)).as(chart).isBetween(0.01, 0.6);
        assertThat(SavedCharts.ink(png)).as(chart).isCloseTo(SavedCharts.ink(drawn), Percentage.withPercentage(40));
    }

    @Test
    void saysInAPictureWhichLineIsWhich() throws Exception {
        browser.view(1280, 900, false);
        browser.open(page);
        browser.click("figure[data-chart=roc] button[data-row='0']");
        NodeList texts =
                SavedCharts.parsed(SavedCharts.press(browser, "roc", "SVG")).getElementsByTagNameNS("*", "text");
        assertThat(IntStream.range(0, texts.getLength())
                        .mapToObj(i -> texts.item(i).getTextContent()))
                .contains("ArcFace(0.4)", "ArcFace(0.5)", "Softmax")
                .doesNotContain("ArcFace(0.3)");
    }

    @Test
    void savesAPictureOfHostileNames() throws Exception {
        for (String name : HostileNamesTest.names()) {
            browser.open(address(HostileNamesTest.sweep(name), "hostile"));
            for (String chart :
                    texts("[...document.querySelectorAll('figure[data-chart]')].map((f) => f.dataset.chart)")) {
                byte[] svg = SavedCharts.press(browser, chart, "SVG");
                assertThat(SavedCharts.parsed(svg)
                                .getElementsByTagNameNS("*", "script")
                                .getLength())
                        .as(name)
                        .isZero();
                assertThat(SavedCharts.ink(SavedCharts.drawn(svg))).as(name).isPositive();
            }
        }
    }

    @Test
    void saysWhenAPictureCannotBeMade() {
        browser.view(1280, 900, false);
        browser.open(page);
        browser.value("HTMLCanvasElement.prototype.toBlob = (done) => done(null)");
        browser.value("[...document.querySelectorAll('figure[data-chart=roc] .tools button')]"
                + ".find((one) => one.textContent === 'PNG').click()");
        browser.await("document.querySelector('figure[data-chart=roc] .tools [role=status]').textContent"
                + ".includes('The browser cannot make a PNG')");
    }

    @Test
    void showsThePairsThatMostRunsGetWrong() {
        browser.open(page);
        assertThat(texts("[...document.querySelectorAll('#hardest .faces li')].map((li) => li.textContent)"))
                .isNotEmpty()
                .allMatch(text -> text.contains("pair "));
    }

    @Test
    void runsNothingOfAHostileName() throws Exception {
        for (String name : HostileNamesTest.names()) {
            browser.open(address(HostileNamesTest.sweep(name), "hostile"));
            assertThat(browser.complaints()).as(name).isEmpty();
            assertThat(browser.value("document.querySelectorAll('main b, main img, main script').length")
                            .getAsInt())
                    .as(name)
                    .isLessThan(12);
            assertThat(browser.value("document.querySelectorAll('svg').length").getAsInt())
                    .as(name)
                    .isPositive();
        }
    }

    private static String series(String chart) {
        return "echarts.getInstanceByDom(document.querySelector('figure[data-chart=" + chart
                + "] .plot')).getOption().series.length";
    }

    private static List<String> texts(String expression) {
        return browser.value(expression).getAsJsonArray().asList().stream()
                .map(element -> element.getAsString())
                .toList();
    }

    private static String address(SweepResults sweep, String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".html"), Page.html(Findings.of(sweep)))
                .toUri()
                .toString();
    }
}
