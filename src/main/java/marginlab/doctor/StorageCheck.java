package marginlab.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import marginlab.dataset.catalog.DatasetInspector;
import marginlab.dataset.catalog.DatasetListing;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.problem.ProblemException;
import marginlab.run.Workspace;
import marginlab.store.Store;
import marginlab.store.StoreMode;

/** The store and the datasets. */
final class StorageCheck {
    private StorageCheck() {}

    static List<DoctorFinding> examine(Workspace place) {
        List<DoctorFinding> findings = new ArrayList<>();
        findings.add(store(place));
        findings.addAll(datasets(place));
        return findings;
    }

    private static DoctorFinding store(Workspace place) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            int experiments = store.experiments().size();
            return DoctorFinding.ok(
                    "store", place.store() + ", " + experiments + (experiments == 1 ? " experiment" : " experiments"));
        } catch (ProblemException e) {
            return DoctorFinding.fail(
                    "store", e.problems().get(0).toString(), "'rebuild' makes it anew from the run folders");
        }
    }

    private static List<DoctorFinding> datasets(Workspace place) {
        List<DatasetListing> listings;
        try {
            listings = new DatasetInspector(BuiltInCatalog.open(place.datasets())).list();
        } catch (ProblemException e) {
            return e.problems().stream()
                    .map(problem -> DoctorFinding.fail(
                            "datasets", problem.toString(), "Correct it, or choose another with --datasets"))
                    .toList();
        }
        List<DoctorFinding> findings = new ArrayList<>();
        Map<DatasetListing.DatasetState, Long> counts =
                listings.stream().collect(Collectors.groupingBy(DatasetListing::state, Collectors.counting()));
        String detail = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
        boolean some = counts.keySet().stream()
                .anyMatch(state -> state.isThere() || state == DatasetListing.DatasetState.GENERATED);
        findings.add(
                some
                        ? DoctorFinding.ok("datasets", detail)
                        : DoctorFinding.warn("datasets", detail, "'data ls' shows where they are expected"));
        listings.stream()
                .filter(listing -> listing.state() == DatasetListing.DatasetState.BROKEN)
                .forEach(listing -> findings.add(DoctorFinding.fail(
                        "dataset " + listing.name(),
                        listing.detail(),
                        "'data check " + listing.name() + "' says more")));
        return findings;
    }
}
