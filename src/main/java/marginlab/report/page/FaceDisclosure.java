package marginlab.report.page;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.PairIdentities;
import marginlab.report.table.ReportDatasets;
import marginlab.report.table.SweepResults;

/** Whether a report shows the images of its hardest pairs: faces are personal data, and terms of use may keep them back. */
public enum FaceDisclosure {
    SHOWN {
        @Override
        public SweepResults in(SweepResults sweep) {
            return sweep;
        }
    },
    LEFT_OUT {
        @Override
        public SweepResults in(SweepResults sweep) {
            return sweep.with(new Faceless(sweep.datasets()));
        }
    };

    /** The sweep as the report shall show it. */
    public abstract SweepResults in(SweepResults sweep);

    /** Datasets that tell everything but what anybody looks like. */
    private record Faceless(ReportDatasets datasets) implements ReportDatasets {
        @Override
        public Optional<Facts> facts(String name, String fingerprint) {
            return datasets.facts(name, fingerprint);
        }

        @Override
        public Optional<PairIdentities> people(String set, String fingerprint) {
            return datasets.people(set, fingerprint);
        }

        @Override
        public Map<Integer, PairImages> images(String set, String fingerprint, Collection<Integer> pairs) {
            return Map.of();
        }

        @Override
        public Map<Integer, List<String>> labelErrors(String set, String fingerprint, Collection<Integer> pairs) {
            return datasets.labelErrors(set, fingerprint, pairs);
        }
    }
}
