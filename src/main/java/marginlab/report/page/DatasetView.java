package marginlab.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.experiment.setting.FirstWeights;
import marginlab.plan.Trial;
import marginlab.report.table.SweepResults;

/**
 * One dataset as it was used, or a network's file.
 *
 * @param name in the catalog
 * @param role training or verification; of a file, a row or first weights
 * @param identities people, or a dash
 * @param images or a dash
 * @param pairs or a dash
 * @param fingerprint of its content, as every run knew it
 * @param hover where the counts are from
 */
public record DatasetView(
        String name, String role, String identities, String images, String pairs, String fingerprint, String hover) {

    /** Every dataset of a sweep, training sets first; two fingerprints are two lines. */
    static List<DatasetView> of(SweepResults sweep) {
        Map<String, Set<String>> prints = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        sweep.trials().forEach(trial -> names.addAll(trial.settings().train()));
        sweep.trials().forEach(trial -> names.addAll(trial.settings().verify()));
        names.forEach(name -> prints.putIfAbsent(name, new LinkedHashSet<>()));
        for (Trial trial : sweep.trials()) {
            trial.fingerprints()
                    .forEach((name, print) -> prints.computeIfAbsent(name, n -> new LinkedHashSet<>())
                            .add(print));
        }
        Set<String> training = new LinkedHashSet<>();
        sweep.trials().forEach(trial -> training.addAll(trial.settings().train()));
        Set<String> networks = sweep.trials().stream()
                .filter(trial -> !trial.settings().isTraining())
                .map(trial -> Trial.networkKey(trial.objective()))
                .collect(Collectors.toSet());
        List<DatasetView> lines = new ArrayList<>();
        prints.forEach((name, each) -> {
            String role = training.contains(name)
                    ? "training"
                    : networks.contains(name)
                            ? "a row"
                            : name.equals(FirstWeights.FINGERPRINT) ? "first weights" : "verification";
            each.forEach(print -> lines.add(line(sweep, name, print, role)));
        });
        return lines;
    }

    private static DatasetView line(SweepResults sweep, String name, String print, String role) {
        return sweep.datasets()
                .facts(name, print)
                .map(facts -> new DatasetView(
                        name,
                        role,
                        count(facts.identities()),
                        count(facts.images()),
                        count(facts.pairs()),
                        print,
                        "counted in the files" + (facts.terms().isEmpty() ? "" : "; terms: " + facts.terms())))
                .orElse(new DatasetView(
                        name, role, "–", "–", "–", print, "the files with this fingerprint are not at hand to count"));
    }

    private static String count(OptionalLong count) {
        return count.isPresent() ? String.format(Locale.ROOT, "%,d", count.getAsLong()) : "–";
    }
}
