package marginlab.loss;

import java.util.Map;
import java.util.Set;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.margin.LossFactor;

/** One addend of an objective. */
public sealed interface Term
        permits Softmax,
                MarginSoftmax,
                SubCenterArcFace,
                ASoftmax,
                UniFace,
                UniTsFace,
                SphereFace2,
                SFace,
                LmSoftmax,
                ArcNegFace,
                AdaptiveFace,
                RingLoss,
                TargetTerm,
                MvSoftmax,
                CurricularFace,
                CircleLoss,
                P2SGrad,
                Intra,
                Inter,
                Mhe,
                CenterLoss,
                DefinedLoss,
                JarLoss,
                PairTerm {

    /** The addend of a batch. */
    LossValue value(Angles angles);

    /** The name everywhere, which {@link Objective#parse} reads back. */
    String label();

    /** Whether a batch needs at least two images of an identity. */
    default boolean needsPairs() {
        return false;
    }

    /** Whether it compares with the class centres. */
    default boolean usesCentres() {
        return true;
    }

    /** Whether it keeps something of each class from batch to batch, so that a batch must be compared with all of them. */
    default boolean keepsClasses() {
        return false;
    }

    /** How many centres a class has. */
    default int centresEach() {
        return 1;
    }

    /** Whether it compares centres with each other, which are then one a class. */
    default boolean comparesCentres() {
        return false;
    }

    /** The settings of an experiment that change it. */
    default Set<LossFactor> factors() {
        return Set.of();
    }

    /** Numbers that are trained with the network, by name with their first values. */
    default Map<String, Double> numbers(long classes) {
        return Map.of();
    }

    /** Whether the class centres have a bias. */
    default boolean usesBias() {
        return false;
    }
}
