package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.template.IjbVerification;

/** IJB 1:1 on {@code ijbX_template_pair_label.txt}. */
public record IjbPairFiles(TemplateFiles templates, Path pairs) implements ProtocolFiles {
    @Override
    public List<Path> lists() {
        return List.of(templates.images(), pairs);
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        return decided(set).outcome();
    }

    /** The outcome with the decision of each genuine pair. */
    public DecidedOutcome decided(String set) {
        return IjbVerification.decided(set, templates.pool(), pairs, templates.factors());
    }
}
