package marginlab.loss;

import java.util.List;

final class TripletTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Triplet(0.35)", "Triplet(1.2)", "EuclideanTriplet(0.2)", "EuclideanTriplet(1)");
    }

    @Override
    double plain(Term term, Batch batch, Batch frozen) {
        boolean angular = term instanceof Triplet;
        double m = angular ? ((Triplet) term).m() : ((EuclideanTriplet) term).m();
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < batch.size(); a++) {
            for (int p = 0; p < batch.size(); p++) {
                if (a == p || batch.labels()[a] != batch.labels()[p]) {
                    continue;
                }
                double near = angular ? Batch.angle(batch.embeddings()[a], batch.embeddings()[p]) : batch.squared(a, p);
                double hinges = 0;
                int negatives = 0;
                for (int n = 0; n < batch.size(); n++) {
                    double far =
                            angular ? Batch.angle(batch.embeddings()[a], batch.embeddings()[n]) : batch.squared(a, n);
                    if (batch.labels()[n] != batch.labels()[a] && far > near && far < near + m) {
                        hinges += near - far + m;
                        negatives++;
                    }
                }
                if (negatives > 0) {
                    sum += hinges / negatives;
                    pairs++;
                }
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }
}
