package marginlab.loss.batch;

/** Which triplets of a batch count: a rule of selection. */
public enum TripletMining {
    /**
     * Negatives with {@code D_ap < D_an < D_ap + m} (FaceNet, arXiv 1503.03832, section 3.2). Each anchor and positive that has
     * such negatives counts once, with the mean over them: the expectation of the one negative that the ArcFace authors' code
     * draws at random.
     */
    SEMI_HARD("") {
        @Override
        void choose(TripletHinge triplets, int anchor) {
            for (int positive = 0; positive < triplets.size(); positive++) {
                if (triplets.isPositive(anchor, positive)) {
                    choose(triplets, anchor, positive);
                }
            }
        }

        private void choose(TripletHinge triplets, int anchor, int positive) {
            int negatives = 0;
            for (int j = 0; j < triplets.size(); j++) {
                negatives += isSemiHard(triplets, anchor, positive, j) ? 1 : 0;
            }
            if (negatives == 0) {
                return;
            }
            triplets.count();
            triplets.pull(anchor, positive, 1);
            for (int j = 0; j < triplets.size(); j++) {
                if (isSemiHard(triplets, anchor, positive, j)) {
                    triplets.push(anchor, j, 1f / negatives);
                }
            }
        }

        private boolean isSemiHard(TripletHinge triplets, int anchor, int positive, int other) {
            return triplets.isNegative(anchor, other)
                    && triplets.distance(anchor, other) > triplets.distance(anchor, positive)
                    && triplets.isInside(anchor, positive, other);
        }
    },

    /** The furthest positive with the nearest negative of each anchor (batch hard, arXiv 1703.07737, equation 5). */
    HARD("-Hard") {
        @Override
        void choose(TripletHinge triplets, int anchor) {
            int furthest = -1;
            int nearest = -1;
            for (int j = 0; j < triplets.size(); j++) {
                float apart = triplets.distance(anchor, j);
                if (triplets.isPositive(anchor, j) && (furthest < 0 || apart > triplets.distance(anchor, furthest))) {
                    furthest = j;
                }
                if (triplets.isNegative(anchor, j) && (nearest < 0 || apart < triplets.distance(anchor, nearest))) {
                    nearest = j;
                }
            }
            if (furthest >= 0 && nearest >= 0) {
                triplets.take(anchor, furthest, nearest);
            }
        }
    },

    /** Every triplet of the batch, those without a loss in the mean too (batch all, arXiv 1703.07737, equation 6). */
    ALL("-All") {
        @Override
        void choose(TripletHinge triplets, int anchor) {
            for (int positive = 0; positive < triplets.size(); positive++) {
                for (int j = 0; triplets.isPositive(anchor, positive) && j < triplets.size(); j++) {
                    if (triplets.isNegative(anchor, j)) {
                        triplets.take(anchor, positive, j);
                    }
                }
            }
        }
    };

    private final String suffix;

    TripletMining(String suffix) {
        this.suffix = suffix;
    }

    /** What a term's name ends with. */
    public String suffix() {
        return suffix;
    }

    /** Adds the triplets of one anchor. */
    abstract void choose(TripletHinge triplets, int anchor);
}
