package marginlab.loss;

/** One addend of an objective. */
public sealed interface Term
        permits Softmax,
                MarginSoftmax,
                TargetTerm,
                MvSoftmax,
                CurricularFace,
                Circle,
                P2SGrad,
                Intra,
                Inter,
                Mhe,
                Center,
                PairTerm {

    /** The addend of a batch. */
    Value value(Angles angles);

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

    /** Whether the class centres have a bias. */
    default boolean usesBias() {
        return false;
    }
}
