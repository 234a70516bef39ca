package marginlab.loss;

import java.util.List;

public final class UniFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("UniFace(0.4, 1)", "UniFace(0.1, 0.5)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        UniFace uni = (UniFace) term;
        return plain(uni, batch, Math.log(10 * batch.classes()));
    }

    public static double plain(UniFace uni, SmallBatch batch, double b) {
        double s = batch.factors().scale();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] z = batch.cosines(i);
            for (int j = 0; j < z.length; j++) {
                boolean own = j == batch.labels()[i];
                double argument = own ? -(s * (z[j] - uni.m()) - b) : s * z[j] - b;
                sum += (own ? 1 : uni.l()) * Math.log1p(Math.exp(Math.max(-s, Math.min(s, argument))));
            }
        }
        return sum / batch.size();
    }
}
