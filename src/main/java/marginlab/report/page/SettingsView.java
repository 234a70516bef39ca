package marginlab.report.page;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;
import marginlab.report.page.PageView.Fact;
import marginlab.report.table.SettingTexts;
import marginlab.report.table.SweepResults;

/** What was chosen, and on which data. */
final class SettingsView {
    private SettingsView() {}

    /** What a setting does, in one line. */
    static String meaning(String name) {
        return SettingKey.named(name)
                .map(SettingKey::description)
                .orElse(isDefinition(name) ? "a loss that the experiment defines by its formulas" : "");
    }

    private static boolean isDefinition(String name) {
        return name.startsWith(Settings.DEFINITION);
    }

    /** Every setting; one that varies with all its values. */
    static List<Fact> shared(SweepResults sweep) {
        SortedMap<Integer, Fact> facts = new TreeMap<>();
        List<Map<String, String>> all = sweep.trials().stream()
                .map(Trial::settings)
                .distinct()
                .map(SettingTexts::of)
                .toList();
        for (Map<String, String> settings : all) {
            settings.keySet().forEach(name -> {
                List<String> values = all.stream()
                        .filter(other -> other.containsKey(name) || !isDefinition(name))
                        .map(other -> other.getOrDefault(name, "none"))
                        .distinct()
                        .toList();
                boolean known =
                        facts.values().stream().anyMatch(fact -> fact.name().equals(name));
                if (!known) {
                    facts.put(facts.size(), new Fact(name, String.join(" | ", values), meaning(name)));
                }
            });
        }
        return List.copyOf(facts.values());
    }
}
