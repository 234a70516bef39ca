package marginlab.command.runs;

/** Searches among embeddings by plain loops. */
final class PlainSearches {
    private PlainSearches() {}

    /**
     * The share of searches whose mate is nearer than every distractor. The first rows are probes, of two people by turns; each of
     * them is looked for among the others of its person.
     *
     * @param features probes, then distractors
     */
    static double rankOne(float[][] features, int probes) {
        int hits = 0;
        int searches = 0;
        for (int probe = 0; probe < probes; probe++) {
            for (int mate = 0; mate < probes; mate++) {
                if (mate != probe && mate % 2 == probe % 2) {
                    boolean hit = true;
                    for (int other = probes; other < features.length; other++) {
                        hit &= ColumnsExperiment.dot(features[probe], features[mate])
                                >= ColumnsExperiment.dot(features[probe], features[other]);
                    }
                    hits += hit ? 1 : 0;
                    searches++;
                }
            }
        }
        return (double) hits / searches;
    }

    /** The mean average precision of people of whom each has one video, that with their own number. */
    static double meanPrecision(float[][] people, float[][] videos, int count) {
        double sum = 0;
        for (int person = 0; person < count; person++) {
            int ahead = 0;
            for (float[] video : videos) {
                ahead += ColumnsExperiment.dot(people[person], video)
                                > ColumnsExperiment.dot(people[person], videos[person])
                        ? 1
                        : 0;
            }
            sum += 1.0 / (1 + ahead);
        }
        return sum / count;
    }

    static double share(boolean[] right) {
        int count = 0;
        for (boolean one : right) {
            count += one ? 1 : 0;
        }
        return (double) count / right.length;
    }
}
