package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.experiment.setting.Settings;
import marginlab.loss.formula.LossDefinitions;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweep;
import org.junit.jupiter.api.Test;

/** What a report shows of losses that an experiment defines. */
final class DefinedLossPageTest {
    private static final Pattern DATA = Pattern.compile("(?s)<script [^>]*>(.*?)</script>");

    private static Settings settings(String name, String text) {
        return MadeUpSweep.settings(64, List.of("synthetic-plain")).with(LossDefinitions.of(Map.of(name, text)));
    }

    private static String page() {
        MadeUpSweep sweep = new MadeUpSweep();
        Settings plain = MadeUpSweep.settings(64, List.of("synthetic-plain"));
        Settings linear = settings("Linear", "Linear(m): {target: \"1 - 2 * (theta + m) / pi\"}");
        Settings hard = settings(
                "Hard", "Hard(m): {target: \"cos(theta + m)\", negative: \"if(cos > target, 1.2 * cos, cos)\"}");
        Settings norm = settings("Norm", "Norm(m): {target: \"cos - m * norm\"}");
        for (long seed = 1; seed <= 2; seed++) {
            sweep.done("ArcFace(0.5)", plain, seed, 0.85 + 0.01 * seed);
            sweep.done("Linear(0.3) + Intra", linear, seed, 0.86 + 0.01 * seed);
            sweep.done("Hard(0.3)", hard, seed, 0.84 + 0.01 * seed);
            sweep.done("Norm(0.3)", norm, seed, 0.83 + 0.01 * seed);
        }
        return Page.html(Findings.of(sweep.sweep()));
    }

    @Test
    void drawsTheTargetLogitAndTheBoundaryWhereThereIsOne() {
        Matcher data = DATA.matcher(page());
        assertThat(data.find()).isTrue();
        JsonArray curves =
                JsonParser.parseString(data.group(1)).getAsJsonObject().getAsJsonArray("curves");

        assertThat(curves)
                .extracting(curve -> curve.getAsJsonObject().get("label").getAsString())
                .containsExactly("ArcFace(0.5)", "Linear(0.3)", "Hard(0.3)");
        assertThat(curves)
                .extracting(curve -> curve.getAsJsonObject().get("bounds").getAsBoolean())
                .containsExactly(true, true, false);
        JsonObject linear = curves.get(1).getAsJsonObject();
        // 1 - 2 * (pi / 2 + 0.3) / pi = -0.6 / pi
        assertThat(linear.getAsJsonArray("points").get(45).toString()).isEqualTo("[90,-0.19099]");
    }

    @Test
    void showsTheFormulasAmongTheSettings() {
        assertThat(page())
                .contains("define.Linear")
                .contains("Linear(m): {target: &quot;1 - 2 * (theta + m) / pi&quot;}")
                .contains("if(cos &gt; target, 1.2 * cos, cos)");
    }

    /** Formulas that differ under one name are two rows; a definition that only some rows have tells none apart. */
    @Test
    void tellsFormulasOfOneNameApart() {
        MadeUpSweep sweep = new MadeUpSweep();
        for (long seed = 1; seed <= 2; seed++) {
            sweep.done("ArcFace(0.5)", MadeUpSweep.settings(64, List.of("synthetic-plain")), seed, 0.85);
            sweep.done("Own(1)", settings("Own", "Own(m): {target: \"cos - m / 2\"}"), seed, 0.86);
            sweep.done("Own(1)", settings("Own", "Own(m): {target: \"cos - m / 3\"}"), seed, 0.87);
        }

        assertThat(Findings.of(sweep.sweep()).table().rows())
                .extracting(row -> row.label())
                .containsExactly(
                        "ArcFace(0.5)",
                        "Own(1) [define.Own=Own(m): {target: \"cos - m / 2\"}]",
                        "Own(1) [define.Own=Own(m): {target: \"cos - m / 3\"}]");
    }
}
