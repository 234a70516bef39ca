package marginlab.loss;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import marginlab.loss.batch.TripletMining;

final class AngularTripletTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of(
                "Triplet(0.35)",
                "Triplet(1.2)",
                "Triplet-Hard(0.35)",
                "Triplet-All(0.35)",
                "EuclideanTriplet(0.2)",
                "EuclideanTriplet(1)",
                "EuclideanTriplet-Hard(0.2)",
                "EuclideanTriplet-Hard(2.5)",
                "EuclideanTriplet-All(1)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        boolean angular = term instanceof AngularTriplet;
        double m = angular ? ((AngularTriplet) term).m() : ((EuclideanTriplet) term).m();
        TripletMining mining = angular ? ((AngularTriplet) term).mining() : ((EuclideanTriplet) term).mining();
        double[] means = IntStream.range(0, batch.size())
                .mapToObj(a -> anchor(a, mining, m, batch, angular))
                .flatMapToDouble(DoubleStream::of)
                .toArray();
        return DoubleStream.of(means).average().orElse(0);
    }

    /** What an anchor adds to the mean. */
    private static double[] anchor(int a, TripletMining mining, double m, SmallBatch batch, boolean angular) {
        double[] near = distances(a, true, batch, angular);
        double[] far = distances(a, false, batch, angular);
        switch (mining) {
            case HARD:
                double hardest = DoubleStream.of(near).max().orElseThrow()
                        - DoubleStream.of(far).min().orElseThrow();
                return new double[] {Math.max(0, hardest + m)};
            case ALL:
                return DoubleStream.of(near)
                        .flatMap(p -> DoubleStream.of(far).map(n -> Math.max(0, p - n + m)))
                        .toArray();
            default:
                return DoubleStream.of(near)
                        .mapToObj(p -> DoubleStream.of(far)
                                .filter(n -> n > p && n < p + m)
                                .map(n -> p - n + m)
                                .average())
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray();
        }
    }

    private static double[] distances(int a, boolean same, SmallBatch batch, boolean angular) {
        return IntStream.range(0, batch.size())
                .filter(j -> j != a && (batch.labels()[j] == batch.labels()[a]) == same)
                .mapToDouble(j ->
                        angular ? SmallBatch.angle(batch.embeddings()[a], batch.embeddings()[j]) : batch.squared(a, j))
                .toArray();
    }
}
