package marginlab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** The live page in a real browser, under its own content security policy. */
@Tag("installed")
@EnabledIf(value = "marginlab.report.page.ChromiumBrowser#isFound", disabledReason = "needs chromium on the PATH")
class LiveInBrowserTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    @TempDir
    static Path runs;

    private static Store store;
    private static Server server;
    private static ChromiumBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        store = Store.inMemory();
        List<String> ids = new ArrayList<>();
        for (String objective : List.of("NS", "ArcFace(0.5)", "CosFace(0.35)", HOSTILE)) {
            for (long seed = 1; seed <= 2; seed++) {
                Trial trial = trial(objective, seed);
                ids.add(trial.id());
                store.ingest(trial, events(objective, seed));
            }
        }
        store.keep("faces", "name: faces", ids);
        server = Server.start(store, runs::resolve, "127.0.0.1", 0);
        browser = ChromiumBrowser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
        store.close();
    }

    @BeforeEach
    void open() {
        browser.view(1280, 900, false);
        browser.open(server.url());
        browser.await("document.querySelectorAll('#list tbody tr').length >= 8");
        browser.await("document.querySelector('#table tbody tr')");
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void opensWithoutAnErrorAndAsksNobodyElse(int width, boolean dark) {
        browser.view(width, 900, dark);
        browser.open(server.url());
        browser.await("document.querySelectorAll('#list tbody tr').length >= 8");

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith(server.url()) || url.startsWith("data:"));
        assertThat(browser.value("document.documentElement.scrollWidth - window.innerWidth")
                        .getAsInt())
                .isLessThanOrEqualTo(0);
        assertThat(browser.value("document.querySelectorAll('img').length").getAsInt())
                .as("names stay text")
                .isZero();
    }

    @Test
    void filtersByTextAndByState() {
        browser.click("#text");
        browser.type("arcface");
        browser.await("document.querySelectorAll('#list tbody tr').length === 2");

        browser.value("(() => { const s = document.getElementById('state'); s.value = 'failed';"
                + " s.dispatchEvent(new Event('change')); })()");
        browser.await("document.querySelector('#list').textContent.includes('No run is like that.')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void comparesTheRunsThatAreChosen() {
        browser.click("#list tbody tr:nth-child(1) input");
        browser.click("#list tbody tr:nth-child(3) input");
        browser.click("#compare");

        browser.await("document.querySelector('#detail h2').textContent === 'What differs'");
        assertThat(browser.value("document.getElementById('detail').textContent")
                        .getAsString())
                .contains("objective")
                .doesNotContain("backbone");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void opensARunFromTheKeyboardAndDrawsItsCurve() {
        browser.value("document.querySelector('#list tbody tr:nth-child(3) button').focus()");
        browser.press("Enter");

        browser.await("document.querySelector('#detail svg path')");
        assertThat(browser.value("location.hash").getAsString()).startsWith("#run=");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsANewRunWithoutBeingAsked() {
        browser.await("document.getElementById('pulse').textContent === 'live'");
        Trial late = trial("AdaCos", 7);
        store.ingest(
                late,
                List.of(
                        new TrialEvent.Started(1, NOON.plusSeconds(90), Map.of()),
                        new TrialEvent.Measured(1, 5, 1, Map.of("batch-loss", 9.0, "progress", 0.25))));

        browser.await("document.getElementById('cards').textContent.includes('AdaCos')");
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
