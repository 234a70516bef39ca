package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.template.IjbIdentification;
import marginlab.protocol.template.SubjectList;

/** IJB 1:N: galleries and probes as comma-separated lists with columns template and subject. */
public record IjbSearchFiles(TemplateFiles templates, List<Path> galleries, Path probes) implements ProtocolFiles {
    public IjbSearchFiles {
        galleries = List.copyOf(galleries);
    }

    @Override
    public List<Path> lists() {
        List<Path> lists = new ArrayList<>(galleries);
        lists.add(templates.images());
        lists.add(probes);
        return lists;
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        return decided(set, product).outcome();
    }

    /** The outcome with the decision of each probe that has a mate. */
    public DecidedOutcome decided(String set, MatrixProduct product) {
        List<SubjectList> lists = new ArrayList<>();
        for (Path gallery : galleries) {
            lists.add(SubjectList.read(gallery));
        }
        SubjectList searched = SubjectList.read(probes);
        return IjbIdentification.decided(set, templates.pool(), lists, searched, templates.factors(), product);
    }
}
