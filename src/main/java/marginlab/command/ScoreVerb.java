package marginlab.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.verify.JavaProduct;
import marginlab.verify.PairVariant;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.Mixin;

/** A protocol of {@code score}: it names its files, and prints what they say. */
abstract class ScoreVerb implements Callable<Integer> {
    @Mixin
    private Context context;

    /** The protocol with its files. */
    abstract ProtocolFiles files();

    /** The file that names the set. */
    abstract Path list();

    @Override
    public final Integer call() {
        ScoreDocument.print(context, files().score(list().getFileName().toString(), new JavaProduct()));
        return 0;
    }

    /** The rules of a label; null, which is the reference's, where none is given. */
    static PairVariant rules(String label) {
        return label == null ? null : PairVariant.parse(label);
    }
}
