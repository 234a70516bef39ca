package marginlab.report.format;

import com.google.gson.JsonObject;
import marginlab.report.table.BaselineComparison;

/** A verdict as JSON; differences are fractions, ours minus the baseline's. */
final class JsonVerdict {
    private JsonVerdict() {}

    static JsonObject of(BaselineComparison comparison) {
        JsonObject json = new JsonObject();
        json.addProperty("column", comparison.column().name());
        json.addProperty("row", comparison.row().label());
        json.addProperty("baseline", comparison.against().label());
        json.addProperty("difference", comparison.seeds().mean());
        comparison.test().interval().ifPresent(interval -> {
            json.addProperty("low", interval.low());
            json.addProperty("high", interval.high());
        });
        json.addProperty("verdict", comparison.verdict().label());
        comparison.test().detectable().ifPresent(found -> json.addProperty("detectable", found));
        comparison.test().seedsNeeded().ifPresent(seeds -> json.addProperty("seedsNeeded", seeds));
        comparison.ofNewPeople().ifPresent(verdict -> json.addProperty("newPeople", verdict.label()));
        return json;
    }
}
