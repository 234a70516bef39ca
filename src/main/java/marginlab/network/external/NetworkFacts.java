package marginlab.network.external;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.experiment.network.InputSize;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * What a file says of its network before it is opened.
 *
 * @param format of the file
 * @param input what the network calls the images
 * @param shape of the images, {@code [N, 3, height, width]}, with -1 for what is not fixed; empty where nothing is said
 * @param output what the network calls the embeddings
 * @param parameters numbers that it learned; -1 where the file does not tell
 * @param scaling what it does to pixels by itself, as a formula; empty where nothing is seen
 * @param code why opening it may run a program; empty where it is arithmetic alone
 */
public record NetworkFacts(
        NetworkFormat format,
        String input,
        List<Long> shape,
        String output,
        long parameters,
        Optional<String> scaling,
        Optional<String> code) {
    private static final int DIMENSIONS = 4;

    public NetworkFacts {
        shape = List.copyOf(shape);
    }

    /**
     * These facts.
     *
     * @throws ProblemException where opening it may run a program, which needs the user's word
     */
    public NetworkFacts requireArithmetic(String place) {
        if (code.isPresent()) {
            throw new ProblemException(new Problem(
                    place,
                    code.get(),
                    "a network that is arithmetic alone",
                    "Where you know who made it, --trust opens it; it can do all that you can"));
        }
        return this;
    }

    /** {@code [N, 3, 112, 112]}. */
    public String shapeText() {
        return shape.isEmpty()
                ? "not said"
                : shape.stream()
                        .map(size -> size < 0 ? "N" : size.toString())
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Images at once, where the file allows one number alone. */
    public Optional<Integer> batch() {
        return shape.size() == DIMENSIONS && shape.get(0) > 0
                ? Optional.of(shape.get(0).intValue())
                : Optional.empty();
    }

    /** The size of the images, where the file fixes it. */
    public Optional<InputSize> size() {
        boolean isFixed = shape.size() == DIMENSIONS && shape.get(2) > 0 && shape.get(3) > 0;
        return isFixed
                ? Optional.of(
                        new InputSize(shape.get(2).intValue(), shape.get(3).intValue()))
                : Optional.empty();
    }
}
