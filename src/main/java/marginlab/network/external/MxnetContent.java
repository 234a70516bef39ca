package marginlab.network.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginlab.file.array.StoredArray;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.MxnetNode;
import marginlab.file.mxnet.MxnetSymbol;
import marginlab.file.mxnet.ParamsFile;
import marginlab.file.mxnet.ParamsWriter;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A symbol with its arrays.
 *
 * @param symbol the network up to the embedding
 * @param arrays those that it takes, by name
 * @param input what it calls the images
 */
record MxnetContent(MxnetSymbol symbol, Map<String, MxnetArray> arrays, String input) implements NetworkContent {
    /** What InsightFace's networks call the embedding; training puts a loss on it. */
    private static final String EMBEDDING = "fc1";

    private static final String TRAINED = "arg:";
    private static final String STATISTIC = "aux:";

    private static final int TOLD = 5;

    static MxnetContent read(Path symbolFile, Path parametersFile) {
        MxnetSymbol whole = MxnetSymbol.read(symbolFile);
        MxnetSymbol symbol = whole.upTo(whole.find(EMBEDDING).orElse(whole.head()));
        Map<String, StoredArray> all = ParamsFile.read(parametersFile);
        Map<String, MxnetArray> used = new LinkedHashMap<>();
        List<String> without = new ArrayList<>();
        for (MxnetNode node : symbol.nodes()) {
            if (node.isVariable()) {
                StoredArray trained = all.getOrDefault(TRAINED + node.name(), all.get(node.name()));
                StoredArray array = trained == null ? all.get(STATISTIC + node.name()) : trained;
                if (array == null) {
                    without.add(node.name());
                } else {
                    used.put(node.name(), new MxnetArray(node.name(), trained == null, array.shape(), array.values()));
                }
            }
        }
        if (without.size() != 1) {
            List<String> missing =
                    without.stream().filter(name -> !name.equals("data")).toList();
            throw new ProblemException(new Problem(
                    parametersFile.toString(),
                    without.isEmpty()
                            ? "values for every array of the network, so that nothing is left for the images"
                            : "no values of " + brief(missing),
                    "the arrays of " + symbolFile.getFileName() + ", all but the images"));
        }
        if (used.isEmpty()) {
            throw FileProblem.at(
                    symbolFile.toString(), "no array between the images and the embedding", "a network that learned");
        }
        return new MxnetContent(symbol, used, without.get(0));
    }

    private static String brief(List<String> names) {
        return names.size() <= TOLD
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, TOLD)) + " and " + (names.size() - TOLD) + " more";
    }

    @Override
    public NetworkFacts facts() {
        Set<String> unknown = symbol.unknownOperators();
        return new NetworkFacts(
                NetworkFormat.MXNET,
                input,
                List.of(),
                symbol.nodes().get(symbol.head()).name(),
                arrays.values().stream()
                        .filter(array -> !array.auxiliary())
                        .mapToLong(array -> array.values().length)
                        .sum(),
                scaling(),
                unknown.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                "operators that are not known to be arithmetic alone: " + brief(List.copyOf(unknown))));
    }

    /** What stands between the images and the first layer: {@code (x - 127.5) * 0.0078125}. */
    private Optional<String> scaling() {
        String formula = "x";
        int at = symbol.find(input).orElseThrow();
        for (Optional<Integer> next = onlyUser(at); next.isPresent(); next = onlyUser(at)) {
            MxnetNode node = symbol.nodes().get(next.get());
            String scalar = node.attribute("scalar").orElse("");
            switch (node.operator()) {
                case "_minus_scalar", "_MinusScalar" -> formula = "(" + formula + " - " + scalar + ")";
                case "_plus_scalar", "_PlusScalar" -> formula = "(" + formula + " + " + scalar + ")";
                case "_mul_scalar", "_MulScalar" -> formula = formula + " * " + scalar;
                case "_div_scalar", "_DivScalar" -> formula = formula + " / " + scalar;
                case "BatchNorm" -> {
                    return Optional.of("a batch norm of the pixels");
                }
                case "identity", "_copy", "cast", "Cast" -> {}
                default -> {
                    return formula.equals("x") ? Optional.empty() : Optional.of(formula);
                }
            }
            at = next.get();
        }
        return Optional.empty();
    }

    private Optional<Integer> onlyUser(int node) {
        List<Integer> users = new ArrayList<>();
        for (int i = node + 1; i < symbol.nodes().size(); i++) {
            if (symbol.nodes().get(i).inputs().stream().anyMatch(one -> one.node() == node)) {
                users.add(i);
            }
        }
        return users.size() == 1 ? Optional.of(users.get(0)) : Optional.empty();
    }

    @Override
    public void put(Path folder) {
        FoldedNetwork folded = FoldedNetwork.of(symbol, arrays);
        ConvolvedSlopes fast = ConvolvedSlopes.of(folded.symbol(), folded.arrays());
        Path file = folder.resolve(PREFIX + "-symbol.json");
        try {
            Files.writeString(file, fast.symbol().json());
        } catch (IOException e) {
            throw FileProblem.unwritable(file, e);
        }
        ParamsWriter.write(
                folder.resolve(PREFIX + "-0000.params"), fast.arrays().values());
    }
}
