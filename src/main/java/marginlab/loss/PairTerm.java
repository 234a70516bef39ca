package marginlab.loss;

/** A term over the pairs of a batch, which needs at least two images of an identity and no class centres. */
public sealed interface PairTerm extends Term
        permits AngularTriplet, EuclideanTriplet, ContrastiveLoss, SupCon, MarginalLoss, RangeLoss {
    @Override
    default boolean needsPairs() {
        return true;
    }

    @Override
    default boolean usesCentres() {
        return false;
    }
}
