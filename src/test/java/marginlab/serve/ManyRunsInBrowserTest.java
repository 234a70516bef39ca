package marginlab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import marginlab.report.page.ChromiumBrowser;
import marginlab.store.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A list that is longer than a page should hold: rows are asked for as they come into sight. */
@Tag("installed")
@EnabledIf(value = "marginlab.report.page.ChromiumBrowser#isFound", disabledReason = "needs chromium on the PATH")
class ManyRunsInBrowserTest {
    private static final int RUNS = 1050;

    @TempDir
    static Path runs;

    private static List<String> ids;
    private static Store store;
    private static Server server;
    private static ChromiumBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        store = Store.inMemory();
        ids = ManyRuns.fill(store, RUNS);
        server = Server.start(store, runs::resolve, "127.0.0.1", 0);
        browser = ChromiumBrowser.start();
        browser.view(1280, 900, false);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
        store.close();
    }

    @Test
    void holdsTheRowsInSightAndReachesTheLast() {
        browser.open(server.url() + "runs");
        browser.await("document.querySelectorAll('#list tbody th').length > 10");
        assertThat(browser.value("document.getElementById('total').textContent").getAsString())
                .isEqualTo("1,050 runs");
        assertThat(asked()).isEqualTo(1);
        browser.value("document.getElementById('list').scrollTop = 1e9");
        browser.await("document.querySelector('#list a[href=\"/run?id=" + ids.get(0) + "\"]')");

        assertThat(browser.value("document.querySelectorAll('#list tbody tr').length")
                        .getAsInt())
                .isLessThan(80);
        assertThat(asked()).as("not what was passed over").isLessThanOrEqualTo(3);
        assertThat(browser.value("document.querySelector('.rows').getAttribute('aria-rowcount')")
                        .getAsString())
                .isEqualTo("1051");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void sortsAndFiltersAllOfThem() {
        browser.open(server.url() + "runs?sort=-lfw&where=state%3Ddone&columns=loss,lfw,scale");
        browser.await("document.querySelectorAll('#list tbody th').length > 10");
        double best = store.outlines(ids).stream()
                .flatMap(run -> run.outcomes().stream())
                .filter(outcome -> outcome.set().equals("lfw"))
                .mapToDouble(outcome -> outcome.metrics().get("accuracy"))
                .max()
                .orElseThrow();
        assertThat(browser.value("document.querySelector('#list tbody td.number').textContent")
                        .getAsString())
                .isEqualTo(browser.value("(100 * " + best + ").toFixed(2)").getAsString());
        assertThat(browser.value("document.getElementById('total').textContent").getAsString())
                .isEqualTo("840 runs");
    }

    private static long asked() {
        return browser.requests().stream()
                .filter(url -> url.contains("/api/runs?"))
                .count();
    }
}
