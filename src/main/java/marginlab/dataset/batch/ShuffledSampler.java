package marginlab.dataset.batch;

import marginlab.random.CounterRandom;

/**
 * Every image once an epoch, in an order of its own each epoch. The images left over when the last batch is full are dropped;
 * another epoch's order has others there.
 */
final class ShuffledSampler implements Sampler {
    private final int[] order;
    private final int batch;
    private final long seed;
    private long epoch = -1;

    ShuffledSampler(int size, int batch, long seed) {
        if (batch < 1 || size < batch) {
            throw new IllegalArgumentException("batches of " + batch + " from " + size + " images");
        }
        this.order = new int[size];
        this.batch = batch;
        this.seed = seed;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public long stepsPerEpoch() {
        return order.length / batch;
    }

    @Override
    public int[] indices(long step) {
        long wanted = step / stepsPerEpoch();
        if (wanted != epoch) {
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            new CounterRandom(seed, wanted).shuffle(order);
            epoch = wanted;
        }
        int from = (int) (step % stepsPerEpoch()) * batch;
        return java.util.Arrays.copyOfRange(order, from, from + batch);
    }
}
