package example;

import marginlab.train.contract.LossContract;
import marginlab.train.contract.PlainBatch;
import org.junit.jupiter.api.Test;

class HardestOtherTest {
    @Test
    void isAsPlainLoopsHaveIt() {
        for (double m : new double[] {0, 0.3, 1}) {
            LossContract.check(new HardestOther(), new double[] {m}, (batch, frozen) -> plain(batch, m));
        }
    }

    private static double plain(PlainBatch batch, double m) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int own = batch.labels()[i];
            double hardest = -1;
            for (int j = 0; j < batch.classes(); j++) {
                hardest = j == own ? hardest : Math.max(hardest, batch.cosine(i, j));
            }
            sum += Math.max(0, hardest - batch.cosine(i, own) + m);
        }
        return sum / batch.size();
    }
}
