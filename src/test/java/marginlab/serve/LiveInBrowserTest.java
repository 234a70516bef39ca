package marginlab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.page.ChromiumBrowser;
import marginlab.report.table.MadeUpSweep;
import marginlab.store.Store;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live page in a real browser, under its own content security policy. */
@Tag("installed")
@EnabledIf(value = "marginlab.report.page.ChromiumBrowser#isFound", disabledReason = "needs chromium on the PATH")
class LiveInBrowserTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    @TempDir
    static Path runs;

    private static final List<String> ids = new ArrayList<>();
    private static Store store;
    private static Server server;
    private static ChromiumBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        store = Store.inMemory();
        List<String> hostile = new ArrayList<>();
        for (String objective : List.of("NS", "ArcFace(0.5)", "CosFace(0.35)", HOSTILE)) {
            for (long seed = 1; seed <= 2; seed++) {
                Trial trial = trial(objective, seed);
                (objective.equals(HOSTILE) ? hostile : ids).add(trial.id());
                store.ingest(trial, events(objective, seed));
            }
        }
        store.keep("faces", "name: faces", ids);
        store.keep("hostile", "name: hostile", hostile);
        server = Server.start(store, runs::resolve, "127.0.0.1", 0, Optional.of(store::annotate), false);
        browser = ChromiumBrowser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
        store.close();
    }

    @BeforeEach
    void wide() {
        browser.view(1280, 900, false);
    }

    private static void open(String page, String isThere) {
        browser.open(server.url() + page);
        browser.await(isThere);
    }

    private static void openRuns(String query) {
        // All of it, for what comes late moves what is clicked.
        open(
                "runs" + query,
                "document.querySelectorAll('#list tbody th').length > 0 && document.querySelector('#facts dd')"
                        + " && document.querySelector('#experiment option')");
    }

    private static String text(String selector) {
        return browser.value("document.querySelector('" + selector + "').textContent")
                .getAsString();
    }

    private static int count(String selector) {
        return browser.value("document.querySelectorAll('" + selector + "').length")
                .getAsInt();
    }

    private static String address() {
        return browser.value("location.pathname + decodeURIComponent(location.search)")
                .getAsString();
    }

    private static void choose(String select, String value) {
        browser.value("(() => { const s = document.querySelector('" + select + "'); s.value = '" + value
                + "'; s.dispatchEvent(new Event('change')); })()");
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void opensEveryPageWithoutAnErrorAndAsksNobodyElse(int width, boolean dark) {
        browser.view(width, 900, dark);
        for (Map.Entry<String, String> page : Map.of(
                        "",
                        "document.querySelector('#table tbody tr') && document.querySelector('#experiments tbody tr')",
                        "runs",
                        "document.querySelectorAll('#list tbody th').length >= 8",
                        "run?id=" + ids.get(0),
                        "document.querySelectorAll('#charts svg').length > 0 && document.querySelector('#settings dl')",
                        "compare?runs=" + ids.get(0) + "," + ids.get(2),
                        "document.querySelectorAll('#charts svg').length > 1 && document.querySelector('#curves path')")
                .entrySet()) {
            open(page.getKey(), page.getValue());

            assertThat(browser.complaints()).as(page.getKey()).isEmpty();
            assertThat(browser.requests()).allMatch(url -> url.startsWith(server.url()) || url.startsWith("data:"));
            assertThat(browser.value("document.documentElement.scrollWidth - window.innerWidth")
                            .getAsInt())
                    .as(page.getKey())
                    .isLessThanOrEqualTo(0);
            assertThat(count("img")).as("names stay text").isZero();
        }
    }

    @Test
    void listsExperimentsWithTheirStateAndLeadsToTheirRuns() {
        open("", "document.querySelectorAll('#experiments tbody tr').length === 2");
        assertThat(text("#experiments tbody tr:nth-child(1)")).contains("hostile", "failed", "0 of 2");
        assertThat(text("#experiments tbody tr:nth-child(2)")).contains("faces", "done", "6 of 6");

        browser.click("#experiments tbody tr:nth-child(2) th a");
        browser.await("document.querySelectorAll('#table tbody tr').length === 3"
                + " && document.querySelectorAll('#experiments tbody tr').length === 2");
        assertThat(address()).isEqualTo("/?experiment=faces");
        browser.click("#experiments tbody tr:nth-child(2) td:last-child a");
        browser.await("document.querySelectorAll('#list tbody th').length === 6");
        assertThat(address()).isEqualTo("/runs?where=experiment=faces");
        browser.await("document.getElementById('experiment').value === 'faces'");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void filtersByTheWordsOfTheCommandLineAndKeepsThemInTheAddress() {
        openRuns("");
        browser.click("#where");
        browser.type("loss=arcface*");
        browser.await("document.querySelectorAll('#list tbody th').length === 2");
        choose("#state", "failed");
        browser.await("document.querySelector('#list').textContent.includes('No run is like that.')");
        assertThat(address()).isEqualTo("/runs?where=state=failed&where=loss=arcface*");

        open("runs?where=plain%3E81%25&where=state%3Ddone", "document.querySelectorAll('#list tbody th').length === 3");
        assertThat(browser.value("document.getElementById('where').value").getAsString())
                .isEqualTo("plain>81%");
        assertThat(browser.value("document.getElementById('state').value").getAsString())
                .isEqualTo("done");
        assertThat(browser.complaints()).isEmpty();
        browser.open(server.url() + "runs?where=los%3DNS");
        browser.await("document.getElementById('problem').textContent.includes('loss')");
    }

    @Test
    void sortsByAnyColumnAndChoosesThem() {
        openRuns("");
        browser.click("[data-key='sort plain']");
        browser.await("document.querySelector('[aria-sort=descending]')");
        browser.await("document.querySelector('#list tbody td.number ~ td.number')?.textContent === '82.00'");
        browser.click("[data-key='sort plain']");
        browser.await("document.querySelector('[aria-sort=ascending]')");
        assertThat(address()).isEqualTo("/runs?sort=plain");

        browser.click("#columns summary");
        browser.await("document.querySelectorAll('#columns input[type=checkbox]').length > 20");
        browser.click("#columns input[type=search]");
        browser.type("batch");
        browser.await("document.querySelectorAll('#columns input[type=checkbox]').length < 4");
        browser.click("#columns input[type=checkbox]");
        browser.await("document.querySelector(\"[data-key='sort schedule.batch']\")");
        assertThat(address()).contains("schedule.batch");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsDifferencesToAPinnedRun() {
        openRuns("?sort=-plain&where=state%3Ddone");
        assertThat(count(".up, .down")).isZero();
        browser.click("#list tbody tr:last-of-type .pin");
        browser.await("document.querySelector('thead .pinned')");
        browser.await("document.querySelectorAll('#list tbody .up').length === 3");
        assertThat(text("#list tbody .up")).isEqualTo(" +1.00");
        assertThat(address()).contains("pin=");
        assertThat(browser.complaints()).isEmpty();
    }

    /** What rows over seeds are compared with is a row over its seeds, all of them, whatever the conditions leave of the others. */
    @Test
    void pinsARowOverItsSeeds() {
        openRuns("?group=row&where=state%3Ddone&where=seed%3D1");
        browser.click("#list tbody tr:nth-child(1) .pin");
        browser.await("document.querySelectorAll('#list tbody .down').length === 2");

        assertThat(text("#list tbody .down")).isEqualTo(" −0.50");
        assertThat(text("thead .pinned")).contains("81.50");
        assertThat(count("#list tbody .pin[aria-pressed=true]")).isEqualTo(1);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void marksAnOrderThatMovesNoRow() {
        openRuns("?where=state%3Ddone");
        browser.click("#list [data-key='sort state']");
        browser.await("document.querySelector('#list [aria-sort=ascending]')?.textContent.startsWith('state')");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void offersColumnsInSightAndPutsThemThere(int width) {
        browser.view(width, 900, false);
        openRuns("");
        browser.click("#columns summary");
        browser.await("document.querySelector('#columns .boxes label')");
        assertThat(browser.value("(() => { const at = document.querySelector('.choices').getBoundingClientRect();"
                                + " return at.left >= 0 && at.right <= innerWidth; })()")
                        .getAsBoolean())
                .isTrue();
        browser.click("#columns input[type=search]");
        browser.type("scale");
        browser.click("#columns .boxes input");
        browser.await("[...document.querySelectorAll('#list thead th')].some((th) => th.textContent === 'scale')");
        assertThat(address()).contains("plain,scale,experiment");
    }

    /** Whatever the order of the runs in the address is: a row has one colour on the whole page. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void drawsCurvesInTheColourOfTheirRow(boolean isReversed) {
        List<String> some = new ArrayList<>(List.of(ids.get(0), ids.get(2), ids.get(4)));
        if (isReversed) {
            Collections.reverse(some);
        }
        open(
                "compare?runs=" + String.join(",", some),
                "document.querySelector('figure[data-chart=logits] svg') && document.querySelector('#curves svg')");

        assertThat(browser.value(coloursOf("curves"))).isEqualTo(browser.value(coloursOf("logits")));
        assertThat(browser.value(coloursOf("curves")).getAsJsonArray()).hasSize(3);
        assertThat(browser.complaints()).isEmpty();
    }

    private static String coloursOf(String chart) {
        return "echarts.getInstanceByDom(document.querySelector('figure[data-chart=" + chart + "] .plot')).getOption()"
                + ".series.filter((one) => one.name).map((one) => one.name.split(', seed')[0] + ' ' + one.color).sort()";
    }

    @Test
    void drawsCurvesOfChosenRunsOverEachOtherAndComesBack() {
        openRuns("?where=state%3Ddone&sort=loss");
        browser.click("#list tbody tr:nth-child(1) input");
        browser.click("#list tbody tr:nth-child(3) input");
        browser.await("!document.getElementById('chosen').hidden");
        String list = address();
        browser.click("#compare");
        browser.await("document.querySelectorAll('#curves path[stroke-linejoin]').length >= 2");
        assertThat(address()).startsWith("/compare?runs=");
        assertThat(count("#curves .chips button")).isEqualTo(2);
        browser.await("document.querySelector('#differences tbody')");
        assertThat(text("#differences")).contains("objective").doesNotContain("backbone");

        choose("#curves select[aria-label=\"Horizontal axis\"]", "epoch");
        browser.await("location.search.includes('axis=epoch')");
        browser.click("#curves input[type=checkbox]");
        browser.await("location.search.includes('log=y')");
        browser.value("(() => { const s = document.querySelector('#curves input[type=range]'); s.value = '0.5';"
                + " s.dispatchEvent(new Event('input')); })()");
        browser.await("location.search.includes('smooth=0.5')");
        browser.await("document.querySelectorAll('#curves path[stroke-linejoin]').length >= 4");
        String shared = address();
        browser.open(server.url() + shared.substring(1));
        browser.await("document.querySelectorAll('#curves path[stroke-linejoin]').length >= 4");
        assertThat(browser.value("document.querySelector('#curves output').textContent")
                        .getAsString())
                .isEqualTo("0.50");
        assertThat(browser.complaints()).isEmpty();

        openRuns(list.substring("/runs".length()));
        assertThat(text("#many")).isEqualTo("2 chosen");
    }

    /** The picture of the curves is whole: XML that says which line is which run. */
    @Test
    void savesTheCurvesAsTheyAreShown() {
        open(
                "compare?runs=" + ids.get(0) + "," + ids.get(2),
                "document.querySelectorAll('#curves path[stroke-linejoin]').length >= 2");
        browser.value("(() => { window.saved = []; URL.createObjectURL = (blob) => { window.saved.push(blob);"
                + " return 'data:,'; }; HTMLAnchorElement.prototype.click = () => {}; })()");
        for (int tool = 2; tool <= 4; tool++) {
            browser.click("#curves .tools button:nth-child(" + tool + ")");
        }
        browser.await("window.saved.length === 3");
        assertThat(browser.value("window.saved[0].text()").getAsString())
                .startsWith("run,objective,seed,step,epoch,seconds,loss\r\n")
                .contains("NS,1,10,1,,3.5");
        assertThat(browser.value("window.saved[1].text().then((svg) => new DOMParser()"
                                + ".parseFromString(svg, 'image/svg+xml').querySelector('parsererror') ? '' : svg)")
                        .getAsString())
                .contains("NS, seed 1");
        assertThat(browser.value("window.saved[2].type").getAsString()).isEqualTo("image/png");
    }

    @Test
    void opensARunFromTheKeyboardAndDrawsItsCurve() {
        openRuns("?where=state%3Ddone");
        browser.await("document.getElementById('pulse').textContent === 'live'");
        browser.value("document.querySelector('#list tbody tr:nth-child(3) a').focus()");
        browser.press("Enter");
        browser.await("location.pathname === '/run'");

        browser.await("document.querySelector('#curves svg path')");
        assertThat(address()).startsWith("/run?id=");
        browser.await("document.querySelector('#command code')");
        assertThat(text("#command code")).startsWith("run experiments/faces.yaml --only ");
        assertThat(text("#settings")).contains("default 112");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void setsTagsAndANote() {
        open("run?id=" + ids.get(1), "document.querySelector('#remarks textarea')");
        browser.click("#remarks input");
        browser.type("paper");
        browser.press("Enter");
        browser.await("document.querySelector('#remarks .chip')");
        browser.click("#remarks textarea");
        browser.type("<b>too high</b>");
        browser.click("#remarks .notes button");
        browser.await("document.querySelector('#remarks .notes button').disabled");

        assertThat(store.tags(List.of(ids.get(1)))).containsEntry(ids.get(1), List.of("paper"));
        assertThat(store.notes(List.of(ids.get(1)))).containsEntry(ids.get(1), "<b>too high</b>");
        open("runs?where=tag%3Dpaper", "document.querySelectorAll('#list tbody th').length === 1");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsANewRunWithoutBeingAsked() {
        open("", "document.getElementById('pulse').textContent === 'live'");
        Trial late = trial("AdaCos", 7);
        store.ingest(
                late,
                List.of(
                        new TrialEvent.Started(1, NOON.plusSeconds(90), Map.of()),
                        new TrialEvent.Measured(1, 5, 1, Map.of("batch-loss", 9.0, "progress", 0.25))));

        browser.await("document.getElementById('cards').textContent.includes('AdaCos')");
        store.forget(List.of(late.id()));
    }

    /** Pages that were left, which a browser keeps to come back to, hold none of its six connections. */
    @Test
    void leavesTheServerWithThePage() {
        for (int page = 0; page < 8; page++) {
            openRuns("?from=" + page);
            browser.await("document.getElementById('pulse').textContent === 'live'");
        }
        browser.value("Object.defineProperty(document, 'hidden', {value: true, configurable: true})");
        browser.value("document.dispatchEvent(new Event('visibilitychange'))");
        openRuns("");
        assertThat(browser.complaints()).isEmpty();
    }

    /** A log that grows while it is read; what is there already is not asked for again. */
    @Test
    void followsALog() throws Exception {
        Trial late = trial("P2SGrad", 7);
        Path log = Files.createDirectories(runs.resolve(late.id())).resolve("log.txt");
        Files.writeString(log, "epoch 1\n");
        store.ingest(late, List.of(new TrialEvent.Started(1, NOON.plusSeconds(90), Map.of())));
        open("run?id=" + late.id(), "document.querySelector('#log pre')?.textContent === 'epoch 1\\n'");

        Files.writeString(log, "epoch 2 Γ\n", StandardOpenOption.APPEND);
        store.ingest(late, List.of(new TrialEvent.Measured(1, 5, 1, Map.of("batch-loss", 9.0))));
        browser.await("document.querySelector('#log pre').textContent === 'epoch 1\\nepoch 2 Γ\\n'");
        assertThat(browser.requests().stream().filter(url -> url.contains("/api/log")))
                .anyMatch(url -> url.endsWith("&after=8"));
        // A page of a run that is gone would complain, and be heard by the next test.
        openRuns("");
        store.forget(List.of(late.id()));
    }

    private static List<TrialEvent> events(String objective, long seed) {
        ProtocolOutcome outcome = new ProtocolOutcome(
                "plain", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.8 + 0.01 * seed)), List.of());
        return objective.equals(HOSTILE)
                ? List.of(
                        new TrialEvent.Started(1, NOON, Map.of()),
                        new TrialEvent.Ended(1, TrialState.FAILED, HOSTILE, 1, NOON.plusSeconds(1)))
                : List.of(
                        new TrialEvent.Started(1, NOON, Map.of("commit", "abc")),
                        new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.5)),
                        new TrialEvent.Measured(1, 20, 2, Map.of("loss", 2.5)),
                        new TrialEvent.Scored(1, outcome),
                        new TrialEvent.Ended(1, TrialState.DONE, "", 12.5, NOON.plusSeconds(13)));
    }

    private static Trial trial(String objective, long seed) {
        return Trial.of(objective, MadeUpSweep.settings(30, List.of("plain")), seed, Map.of("plain", "01d6"));
    }
}
