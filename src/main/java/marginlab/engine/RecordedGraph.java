package marginlab.engine;

import ai.djl.mxnet.engine.CachedOp;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.engine.MxNDManager;
import ai.djl.mxnet.engine.MxSymbolBlock;
import ai.djl.mxnet.engine.Symbol;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A computation that MXNet sees once and from then on does as one operator, with a graph of its gradients and a place in memory for
 * each of its arrays that are planned once: what Gluon calls a hybridised block. To the bit it computes the same as operator by
 * operator, where each of them is a call from Java, and each step's backward pass a plan of its own.
 */
public final class RecordedGraph {
    /** What MXNet calls the arrays that have a gradient: {@code var17}, counted up from one to the next. */
    private static final String VARIABLE = "var";

    private final CachedOp operator;
    /** Of each input of the graph, in its order, the place among the arrays. */
    private final int[] places;

    /**
     * Sees a computation; not while the engine records another.
     *
     * @param owner whose lifetime the graph has
     * @param arrays all that the computation reads or changes, each of them at least once; they are given gradients
     * @param given how many of them, the first, are others at each run, such as images; a run that finds another of the rest plans
     *     all anew
     * @param computation of one array from them, in operators that fit any number of images
     */
    public RecordedGraph(NDManager owner, List<NDArray> arrays, int given, Supplier<NDArray> computation) {
        for (NDArray array : arrays) {
            // Numbered anew, in this order.
            array.setRequiresGradient(false);
            array.setRequiresGradient(true);
        }
        MxNDManager manager = (MxNDManager) owner;
        Symbol symbol = Symbol.loadJson(manager, record(owner, computation));
        places = places(symbol.getAllNames(), arrays.size());
        MxSymbolBlock block = new MxSymbolBlock(owner, symbol);
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= given) {
                block.getAllParameters().get(i).setArray(arrays.get(places[i]));
            }
        }
        operator = JnaUtils.createCachedOp(block, manager, true);
    }

    private static String record(NDManager owner, Supplier<NDArray> computation) {
        GradientCollector collector = owner.getEngine().newGradientCollector();
        try {
            Pointer symbol = JnaUtils.autogradGetSymbol(computation.get());
            try {
                return JnaUtils.getSymbolString(symbol);
            } finally {
                JnaUtils.freeSymbol(symbol);
            }
        } finally {
            collector.close();
        }
    }

    private static int[] places(String[] names, int arrays) {
        boolean known = Arrays.stream(names).allMatch(name -> name.matches(VARIABLE + "\\d{1,9}"));
        if (!known || names.length != arrays) {
            throw new IllegalArgumentException("the computation has the inputs " + Arrays.toString(names)
                    + ", expected one variable for each of " + arrays + " arrays: give all that it reads");
        }
        int[] numbers = Arrays.stream(names)
                .mapToInt(name -> Integer.parseInt(name.substring(VARIABLE.length())))
                .toArray();
        int[] rising = Arrays.stream(numbers).sorted().toArray();
        return Arrays.stream(numbers)
                .map(number -> Arrays.binarySearch(rising, number))
                .toArray();
    }

    /** The same computation of other arrays, in the order of the first; the result belongs to a manager. */
    public NDArray run(NDManager scope, List<NDArray> arrays) {
        MxNDArray[] inputs = Arrays.stream(places).mapToObj(arrays::get).toArray(MxNDArray[]::new);
        return JnaUtils.cachedOpInvoke((MxNDManager) scope, operator.getHandle(), inputs)[0];
    }
}
