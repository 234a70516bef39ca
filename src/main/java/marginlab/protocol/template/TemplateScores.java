package marginlab.protocol.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.file.text.PairListFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.pair.ScoreSplit;
import marginlab.protocol.search.PrefetchedBlocks;

/** The cosines of all pairs of a list of templates, read block by block, the next one while one is scored. */
final class TemplateScores {
    private static final int PIECE = 1 << 13; // pairs that a thread takes at a time

    private final Templates templates;
    private final long[] ordered;
    private final double[] scores;
    private final List<double[]> genuine = new ArrayList<>();
    private final List<double[]> impostor = new ArrayList<>();

    private TemplateScores(Templates templates, int room) {
        this.templates = templates;
        ordered = new long[room];
        scores = new double[room];
    }

    /** In no order. */
    static ScoreSplit of(Templates templates, Path file) {
        TemplateScores all = read(templates, file);
        if (all.genuine.isEmpty()) {
            throw new ProblemException(new Problem(file.toString(), "no pairs", "lines A B 0|1"));
        }
        return new ScoreSplit(join(all.genuine), join(all.impostor));
    }

    private static TemplateScores read(Templates templates, Path file) {
        try (PairListFile pairs = new PairListFile(file)) {
            long[][] rooms = {TemplatePairs.room(Files.size(file)), TemplatePairs.room(Files.size(file))};
            TemplateScores all = new TemplateScores(templates, rooms[0].length);
            try (PrefetchedBlocks<TemplatePairs> blocks =
                    new PrefetchedBlocks<>(place -> TemplatePairs.read(pairs, file, templates, rooms[place]))) {
                for (TemplatePairs block = blocks.take(); block.count() > 0; block = blocks.take()) {
                    all.score(block);
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void score(TemplatePairs block) {
        int count = block.count();
        block.order(templates.size(), ordered);
        IntStream.range(0, (count + PIECE - 1) / PIECE).parallel().forEach(piece -> {
            LaneDot dot = new LaneDot(templates.dimension());
            for (int i = piece * PIECE; i < Math.min(count, (piece + 1) * PIECE); i++) {
                scores[i] = templates.cosine(TemplatePairs.one(ordered[i]), TemplatePairs.other(ordered[i]), dot);
            }
        });
        int g = 0;
        for (int i = 0; i < count; i++) {
            g += TemplatePairs.same(ordered[i]) ? 1 : 0;
        }
        double[] mine = new double[g];
        double[] others = new double[count - g];
        g = 0;
        for (int i = 0; i < count; i++) {
            if (TemplatePairs.same(ordered[i])) {
                mine[g++] = scores[i];
            } else {
                others[i - g] = scores[i];
            }
        }
        genuine.add(mine);
        impostor.add(others);
    }

    private static double[] join(List<double[]> parts) {
        double[] all = new double[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
