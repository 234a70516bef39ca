package marginlab.command;

import java.nio.file.Path;
import java.util.List;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score ijb-1n}: search of templates in galleries. */
@Command(
        name = "ijb-1n",
        description = "IJB-B and IJB-C 1:N: rank and TPIR at FPIR, the mean over the galleries.",
        footer = {
            "",
            "Example:  score ijb-1n --embeddings E.npy --images ijbc_face_tid_mid.txt --gallery G1.csv --gallery G2.csv"
                    + " --probes probes.csv"
        })
public final class IjbSearchCommand extends ScoreVerb {
    @Mixin
    private TemplateFlags templates;

    @Option(names = "--gallery", required = true, paramLabel = "FILE", description = "with columns template, subject")
    private List<Path> galleries;

    @Option(names = "--probes", required = true, paramLabel = "FILE", description = "with columns template, subject")
    private Path probes;

    @Override
    ProtocolFiles files() {
        return new ProtocolFiles.IjbSearch(templates.files(), galleries, probes);
    }

    @Override
    Path list() {
        return probes;
    }
}
