package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import marginlab.data.SystemEntry;
import marginlab.run.RunFolder;
import marginlab.verify.JavaProduct;
import marginlab.verify.Outcome;
import marginlab.verify.ProtocolFiles;
import marginlab.verify.ProtocolFiles.TemplateFiles;

/**
 * IJB-B and IJB-C from the embeddings of a run and the folder of metadata: 1:1, with the detector's scores where their list
 * is there, and 1:N where the galleries' lists are.
 *
 * @param set name of the dataset
 * @param meta the folder with {@code ijbX_face_tid_mid.txt}
 */
record IjbScoring(RunFolder folder, String set, Path meta) {

    List<Outcome> score() throws IOException {
        TemplateFiles templates = new TemplateFiles(
                folder.plainEmbeddings(set),
                folder.flippedEmbeddings(set),
                files("_face_tid_mid.txt").get(0),
                files("_name_5pts_score.txt").stream().findFirst().orElse(null),
                true);
        List<Outcome> outcomes = new ArrayList<>();
        Path pairs = files("_template_pair_label.txt").get(0);
        outcomes.add(new ProtocolFiles.IjbPairs(templates, pairs).score(set, new JavaProduct()));
        List<Path> galleries = files("_gallery_[GS][12].csv");
        List<Path> probes = files("_probe_mixed.csv");
        if (!galleries.isEmpty() && !probes.isEmpty()) {
            outcomes.add(Scoring.here(new ProtocolFiles.IjbSearch(templates, galleries, probes.get(0)), set));
        }
        return outcomes;
    }

    /** Files of the folder by what their names end in, a regular expression. */
    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(meta)) {
            return all.filter(file -> !SystemEntry.is(file))
                    .filter(file -> file.getFileName().toString().matches(".*" + ending))
                    .sorted()
                    .toList();
        }
    }
}
