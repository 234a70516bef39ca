package marginlab.command;

import java.nio.file.Path;
import marginlab.pipeline.Search;
import picocli.CommandLine.Option;

/** The flags that say of sets of templates what the catalog does not. */
final class SearchFlags {
    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "for a set of format templates: megaface, trillion-pairs or iqiyi-vid")
    private String protocol;

    @Option(
            names = "--gallery",
            paramLabel = "NAME",
            description =
                    "for trillion-pairs: the set of the catalog that is searched; its subjects are numbered as in --set,"
                            + " -1 for a distractor")
    private String gallery;

    @Option(
            names = "--people",
            paramLabel = "NAME",
            description = "for iqiyi-vid: a set with other videos of the same people; a person is the mean of theirs")
    private String people;

    @Option(
            names = "--probe-noise",
            paramLabel = "FILE",
            description = "for megaface: rows of probes with a wrong label, one a line, from 0 in the order of the set")
    private Path probeNoise;

    @Option(
            names = "--distractor-noise",
            paramLabel = "FILE",
            description = "for megaface: rows of distractors that show a probe's person, counted alike")
    private Path distractorNoise;

    Search search() {
        return new Search(protocol, gallery, people, probeNoise, distractorNoise);
    }
}
