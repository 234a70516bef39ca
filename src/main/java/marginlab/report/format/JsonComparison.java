package marginlab.report.format;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import marginlab.report.table.BaselineComparison;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.WilcoxonTest;

/** A comparison with the baseline as JSON; differences are fractions, ours minus the baseline's. */
final class JsonComparison {
    private JsonComparison() {}

    static JsonObject of(BaselineComparison comparison) {
        JsonObject json = new JsonObject();
        json.addProperty("objective", comparison.row().objective());
        json.add("settings", new Gson().toJsonTree(comparison.row().factors()));
        json.addProperty("against", comparison.against().label());
        json.add("otherSettings", new Gson().toJsonTree(comparison.row().differingFrom(comparison.against())));
        json.addProperty("set", comparison.set());
        json.addProperty("n", comparison.seeds().n());
        json.addProperty("difference", comparison.seeds().mean());
        json.addProperty("freedom", comparison.test().freedom());
        comparison.test().interval().ifPresent(i -> json.add("interval95", JsonResults.pair(i)));
        comparison.test().p().ifPresent(p -> json.addProperty("p", p));
        comparison.test().pAdjusted().ifPresent(p -> json.addProperty("pAdjusted", p));
        double[] differences = comparison.seeds().differences().samples().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        comparison.seeds().p().ifPresent(p -> json.addProperty("pAlone", p));
        WilcoxonTest.p(differences).ifPresent(p -> json.addProperty("pWilcoxon", p));
        json.addProperty("smallestWilcoxon", WilcoxonTest.smallest(differences.length));
        comparison.test().detectable().ifPresent(d -> json.addProperty("detectable80", d));
        comparison.test().seedsNeeded().ifPresent(n -> json.addProperty("seedsNeeded", n));
        comparison.pairs().ifPresent(pairs -> {
            JsonObject decisions = pairs(pairs);
            comparison
                    .people()
                    .ifPresent(people -> decisions.add("people95", JsonResults.pair(people.theseTrainings())));
            json.add("pairs", decisions);
        });
        comparison
                .people()
                .flatMap(BaselineComparison.PeopleTest::any)
                .ifPresent(i -> json.add("newPeople95", JsonResults.pair(i)));
        json.addProperty("finding", comparison.verdict().label());
        return json;
    }

    private static JsonObject pairs(PairedDecisions pairs) {
        JsonObject json = new JsonObject();
        json.addProperty("n", pairs.pairs());
        json.addProperty("wins", pairs.wins());
        json.addProperty("losses", pairs.losses());
        json.addProperty("difference", pairs.mean());
        json.add("interval95", JsonResults.pair(pairs.interval(Interval.CONFIDENCE)));
        json.addProperty("p", pairs.p());
        return json;
    }
}
