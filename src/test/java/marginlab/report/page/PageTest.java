package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String PAGE = Page.html(Findings.of(MadeUpSweeps.large()));
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script( [^>]*)?>(.*?)</script>");

    @Test
    void asksForNothing() {
        String withoutScripts = SCRIPT.matcher(PAGE).replaceAll("");
        assertThat(withoutScripts).doesNotContain("http:", "https:", " src=", "url(", "@import", "<link");
        assertThat(PAGE).contains("default-src &#39;none&#39;");
    }

    @Test
    void letsOnlyItsOwnScriptsRun() throws Exception {
        Matcher scripts = SCRIPT.matcher(PAGE);
        int found = 0;
        while (scripts.find()) {
            if (scripts.group(1) == null) {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(scripts.group(2).getBytes(StandardCharsets.UTF_8));
                assertThat(PAGE).contains("sha256-" + Base64.getEncoder().encodeToString(digest));
                found++;
            }
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void carriesTheNumbersOfItsCharts() {
        Matcher scripts = SCRIPT.matcher(PAGE);
        assertThat(scripts.find()).isTrue();
        JsonObject data = JsonParser.parseString(scripts.group(2)).getAsJsonObject();
        assertThat(data.getAsJsonArray("rows")).hasSize(8);
        JsonObject ns = data.getAsJsonArray("rows").get(6).getAsJsonObject();
        assertThat(ns.get("label").getAsString()).isEqualTo("NS");
        assertThat(ns.getAsJsonObject("training").getAsJsonObject("loss").getAsJsonArray("1"))
                .hasSize(15);
        assertThat(data.getAsJsonArray("curves"))
                .anySatisfy(curve -> assertThat(curve.getAsJsonObject()
                                .getAsJsonArray("points")
                                .get(45)
                                .toString())
                        .as("cos(90 degrees + 0.5) = -sin(0.5)")
                        .isEqualTo("[90,-0.47943]"));
    }

    @Test
    void saysOfEveryFigureWhatItIs() {
        Matcher rows =
                Pattern.compile("(?s)<tr( title=\"[^\"]+\")?[^>]*>(.*?)</tr>").matcher(PAGE);
        int figures = 0;
        while (rows.find()) {
            Matcher cells = Pattern.compile("<td[^>]*number[^>]*>").matcher(rows.group(2));
            while (cells.find()) {
                figures++;
                assertThat(rows.group(1) != null || cells.group().contains(" title=\""))
                        .as(rows.group())
                        .isTrue();
            }
        }
        assertThat(figures).isGreaterThan(100);
        assertThat(PAGE).contains("title=\"scale s of the cosines\"");
    }

    @Test
    void showsMeanSpreadCountAndGaps() {
        String page = Page.html(Findings.of(MadeUpSweeps.small()));
        assertThat(page)
                .contains("87.45", "± 2.05 · n 2", "n 1 of 2 · 1 diverged", "loss is NaN at step 120, in term NS")
                .contains("3 of 5 trials are done; 1 planned, 1 diverged.");
    }

    @Test
    void marksWhatDiffersBetweenRuns() {
        assertThat(PAGE).contains("1 (8 runs); 2 (15 runs)");
    }

    @Test
    void staysUnderThreeMegabytesForTwoHundredTrials() {
        SweepResults many = MadeUpSweeps.many(25);
        assertThat(many.trials()).hasSize(200);
        assertThat(Page.html(Findings.of(many)).length()).isLessThan(3_000_000);
    }
}
