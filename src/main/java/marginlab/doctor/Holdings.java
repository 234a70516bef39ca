package marginlab.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import marginlab.data.Inspector;
import marginlab.data.Listing;
import marginlab.experiment.ProblemException;
import marginlab.pipeline.Catalogs;
import marginlab.pipeline.Place;
import marginlab.store.Role;
import marginlab.store.Store;

/** The store and the datasets. */
final class Holdings {
    private Holdings() {}

    static List<Finding> examine(Place place) {
        List<Finding> findings = new ArrayList<>();
        findings.add(store(place));
        findings.addAll(datasets(place));
        return findings;
    }

    private static Finding store(Place place) {
        try (Store store = Store.open(place.store(), Role.READER)) {
            int experiments = store.experiments().size();
            return Finding.ok(
                    "store", place.store() + ", " + experiments + (experiments == 1 ? " experiment" : " experiments"));
        } catch (ProblemException e) {
            return Finding.fail(
                    "store", e.problems().get(0).toString(), "'rebuild' makes it anew from the run folders");
        }
    }

    private static List<Finding> datasets(Place place) {
        List<Listing> listings;
        try {
            listings = new Inspector(Catalogs.open(place.datasets())).list();
        } catch (ProblemException e) {
            return e.problems().stream()
                    .map(problem -> Finding.fail(
                            "datasets", problem.toString(), "Correct it, or choose another with --datasets"))
                    .toList();
        }
        List<Finding> findings = new ArrayList<>();
        Map<Listing.State, Long> counts =
                listings.stream().collect(Collectors.groupingBy(Listing::state, Collectors.counting()));
        String detail = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
        boolean some = counts.keySet().stream().anyMatch(state -> state.isThere() || state == Listing.State.GENERATED);
        findings.add(
                some
                        ? Finding.ok("datasets", detail)
                        : Finding.warn("datasets", detail, "'data ls' shows where they are expected"));
        listings.stream()
                .filter(listing -> listing.state() == Listing.State.BROKEN)
                .forEach(listing -> findings.add(Finding.fail(
                        "dataset " + listing.name(),
                        listing.detail(),
                        "'data check " + listing.name() + "' says more")));
        return findings;
    }
}
