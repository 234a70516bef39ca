package marginlab.loss;

import java.util.List;

final class AdaFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("AdaFace(0.4, 0.333, 0.01)", "AdaFace(0.3, 2, 1)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        AdaFace ada = (AdaFace) term;
        double mean = 0;
        for (int i = 0; i < frozen.size(); i++) {
            mean += frozen.norm(i) / frozen.size();
        }
        double variance = 0;
        for (int i = 0; i < frozen.size(); i++) {
            variance += Math.pow(frozen.norm(i) - mean, 2) / (frozen.size() - 1);
        }
        double mu = (1 - ada.t()) * 20 + ada.t() * mean;
        double sigma = (1 - ada.t()) * 100 + ada.t() * Math.sqrt(variance);
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double theta = batch.targetAngle(i);
            double quality = Math.max(-1, Math.min(1, ada.h() * (frozen.norm(i) - mu) / (sigma + 1e-3)));
            double turned = Math.max(1e-3, Math.min(Math.PI - 1e-3, theta - ada.m() * quality));
            z[y] = Math.cos(turned) - ada.m() - ada.m() * quality;
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
