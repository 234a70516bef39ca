package marginlab.command;

import java.nio.file.Path;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score ijb-11}: verification of templates. */
@Command(
        name = "ijb-11",
        description = "IJB-B and IJB-C 1:1: TAR at FAR over pairs of templates.",
        footer = {
            "",
            "Example:  score ijb-11 --embeddings E.npy --flip F.npy --images ijbc_face_tid_mid.txt"
                    + " --detector ijbc_name_5pts_score.txt --pairs ijbc_template_pair_label.txt"
        })
public final class IjbPairsCommand extends ScoreVerb {
    @Mixin
    private TemplateFlags templates;

    @Option(names = "--pairs", required = true, paramLabel = "FILE", description = "ijbX_template_pair_label.txt")
    private Path pairs;

    @Override
    ProtocolFiles files() {
        return new ProtocolFiles.IjbPairs(templates.files(), pairs);
    }

    @Override
    Path list() {
        return pairs;
    }
}
