package marginlab.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.data.PairIdentities;

/** Whether a report shows the images of its hardest pairs: faces are personal data, and terms of use may keep them back. */
public enum Faces {
    SHOWN {
        @Override
        Sweep in(Sweep sweep) {
            return sweep;
        }
    },
    LEFT_OUT {
        @Override
        Sweep in(Sweep sweep) {
            return sweep.with(new Faceless(sweep.datasets()));
        }
    };

    /** The sweep as the report shall show it. */
    abstract Sweep in(Sweep sweep);

    /** Datasets that tell everything but what anybody looks like. */
    private record Faceless(Datasets datasets) implements Datasets {
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
