package marginlab.dataset.draft;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An experiment that fits a training set: the losses of the ArcFace paper, with a network and a schedule that the number and the
 * size of its images decide, each with a word why.
 *
 * @param name of the experiment and of the training set
 * @param people who are trained on
 * @param images of them
 * @param singles people among them with one image
 * @param side of the images in pixels
 * @param verify the verification sets
 */
record FirstExperiment(String name, int people, int images, int singles, int side, List<String> verify) {
    /** Beyond, two processor cores take hours a training. */
    private static final int LAPTOP_IMAGES = 50_000;

    private static final int LARGE_IMAGES = 300_000;

    /** Images that a training on a laptop should see: minutes on two cores. */
    private static final int SEEN = 80_000;

    private static final int MOST_EPOCHS = 40;
    private static final int LEAST_EPOCHS = 4;
    private static final int LEAST_TO_DROP = 10;
    private static final int LAPTOP_INPUT = 56;
    private static final int LEAST_INPUT = 16;
    private static final int MULTIPLE = 8;
    static final int PAPER_INPUT = 112;
    private static final int PAPER_BATCH = 512;
    private static final int LAPTOP_BATCH = 128;
    private static final int LEAST_BATCH = 4;
    private static final int BATCHES = 10;
    private static final int WARM_UP = 50;
    private static final double RATE = 0.1;

    static final int LOSSES = 4;
    static final int SEEDS = 3;

    private boolean isForLaptop() {
        return images < LAPTOP_IMAGES;
    }

    private int input() {
        int input = Math.min(side, isForLaptop() ? LAPTOP_INPUT : PAPER_INPUT);
        return Math.max(LEAST_INPUT, input - input % MULTIPLE);
    }

    private int batch() {
        return isForLaptop()
                ? Integer.highestOneBit(Math.max(LEAST_BATCH, Math.min(LAPTOP_BATCH, images / BATCHES)))
                : PAPER_BATCH;
    }

    private int epochs() {
        return isForLaptop() ? Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, SEEN / Math.max(1, images))) : 20;
    }

    /** In proportion to the batch: what a step averages over decides how far it can go. */
    private double rate() {
        return isForLaptop() ? Math.max(RATE / MULTIPLE, RATE * batch() / LAPTOP_BATCH) : RATE;
    }

    private int warmUp() {
        return Math.max(
                1, Math.min(isForLaptop() ? WARM_UP : 1000, epochs() * Math.max(1, images / batch()) / BATCHES));
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# Written by 'init'; change what you like. 'plan' shows what will run and finds what is wrong.");
        lines.add("");
        lines.add("name: " + name);
        lines.add("description: The losses of the ArcFace paper on " + people + " people");
        lines.add("");
        if (singles > 0 && people - singles >= 2) {
            lines.add("train:");
            lines.add("  name: " + name);
            line(lines, "  min-images: 2", "one image shows nothing of how a face varies: leaves out " + singles);
        } else {
            lines.add("train: " + name);
        }
        line(lines, "verify: [" + String.join(", ", verify) + "]", "a column of the table each");
        lines.add("");
        if (isForLaptop()) {
            line(lines, "backbone: IR(1-1-1-1, 16-32-64-128)", "small: minutes on a laptop, little to overfit with");
            line(lines, "embedding: 128", "enough for a small network");
        } else {
            boolean isLarge = images >= LARGE_IMAGES;
            line(
                    lines,
                    "backbone: " + (isLarge ? "IR-50" : "IR-18"),
                    isLarge ? "the paper's; needs a GPU" : "less than the paper's IR-50 for fewer images; needs a GPU");
            line(lines, "embedding: 512", "the paper's");
        }
        line(lines, "input: " + input(), "pixels; yours have " + side + (input() < side ? ", fewer are faster" : ""));
        line(
                lines,
                "scale: " + (isForLaptop() ? 30 : 64),
                isForLaptop() ? "64 is for many thousand people" : "the paper's");
        line(
                lines,
                "dropout: " + (epochs() < LEAST_TO_DROP ? "0" : "0.4"),
                epochs() < LEAST_TO_DROP ? "few epochs do not overfit" : "the paper's; against overfitting");
        line(lines, "flip: true", "half of the images are mirrored");
        lines.add("");
        lines.add("schedule:");
        line(lines, "  batch: " + batch(), Math.max(1, images / batch()) + " steps an epoch");
        line(lines, "  rate: " + number(rate()), isForLaptop() ? "in proportion to the batch" : "the paper's");
        line(lines, "  warm-up: " + warmUp(), "steps in which the rate rises: margins need a gentle start");
        line(lines, "  curve: cosine", "the rate falls to 0 along half a cosine wave");
        line(
                lines,
                "  stop-at: " + epochs() + " epochs",
                isForLaptop()
                        ? String.format(
                                Locale.ROOT, "%,d images in all: minutes on two cores", (long) epochs() * images)
                        : "as arcface_torch");
        line(lines, "  clip: 5", "limits a step's gradient, which keeps the first ones in bounds");
        lines.add("");
        line(lines, "losses:", "a row of the table each");
        lines.add("  - Softmax");
        line(lines, "  - NS", "softmax over scaled cosines: no margin");
        line(lines, "  - CosFace(0.35)", "CosFace({0.2, 0.35, 0.5}) makes three rows");
        lines.add("  - ArcFace(0.5)");
        lines.add("");
        line(lines, "seeds: [1, 2, 3]", "trainings of each row: the table shows their spread");
        line(lines, "baseline: ArcFace(0.5)", "the row that the others are compared with");
        return String.join("\n", lines) + "\n";
    }

    private static void line(List<String> lines, String setting, String why) {
        lines.add(String.format(Locale.ROOT, "%-40s # %s", setting, why).stripTrailing());
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
