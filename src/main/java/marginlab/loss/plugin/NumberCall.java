package marginlab.loss.plugin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A call in a jar's class of a method of DJL's that gives PyTorch a number in memory of Java's: the tape keeps the number for the
 * gradient, and a garbage collection frees its memory before (DJL 0.35.1, {@code PtNDArray.mul(Number)}).
 *
 * @param type the class that calls
 * @param called {@code NDArray.mul(Number)}
 * @param instead what {@link LossBatch} has for it: {@code mul(x, number)}
 */
public record NumberCall(String type, String called, String instead) {
    private static final int MAGIC = 0xCAFEBABE;
    private static final String CLASS = ".class";
    private static final String DJL = "ai/djl/";
    private static final String NUMBER = "Ljava/lang/Number;";

    /** Those of DJL's methods, with what to call in their place. */
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("mul", "mul(x, number)"),
            Map.entry("muli", "mul(x, number)"),
            Map.entry("div", "div(x, number)"),
            Map.entry("divi", "div(x, number)"),
            Map.entry("pow", "pow(x, number)"),
            Map.entry("powi", "pow(x, number)"),
            Map.entry("maximum", "maximum(x, number)"),
            Map.entry("minimum", "minimum(x, number)"));

    private static final Set<String> OWNERS = Set.of("NDArray", "NDArrays");

    /** Those of all classes of a jar, in the order of their names. */
    static List<NumberCall> of(Map<String, byte[]> entries) {
        List<NumberCall> calls = new ArrayList<>();
        new TreeMap<>(entries).forEach((name, bytes) -> {
            if (name.endsWith(CLASS)) {
                String type = name.substring(0, name.length() - CLASS.length()).replace('/', '.');
                calls.addAll(ofClass(type, bytes));
            }
        });
        return List.copyOf(calls);
    }

    /** Those of a class that is loaded. */
    static List<NumberCall> of(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + CLASS;
        try (InputStream in = type.getResourceAsStream(file)) {
            return in == null ? List.of() : ofClass(type.getName(), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of one class; what is no class file has none, as Java refuses to load it. */
    private static List<NumberCall> ofClass(String type, byte[] file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            return new ConstantPool(in).calls(type);
        } catch (IOException | IndexOutOfBoundsException e) {
            return List.of();
        }
    }

    private static Optional<NumberCall> call(String type, String owner, String method, String descriptor) {
        String simple = owner.substring(owner.lastIndexOf('/') + 1);
        boolean takesNumber =
                descriptor.substring(0, descriptor.indexOf(')') + 1).contains(NUMBER);
        if (!owner.startsWith(DJL) || !OWNERS.contains(simple) || !takesNumber || !METHODS.containsKey(method)) {
            return Optional.empty();
        }
        String called = simple + "." + method
                + (simple.equals("NDArray")
                        ? "(Number)"
                        : descriptor.startsWith("(" + NUMBER) ? "(Number, NDArray)" : "(NDArray, Number)");
        return Optional.of(new NumberCall(type, called, METHODS.get(method)));
    }

    /** The constants of a class file, among them every method that it calls (The Java Virtual Machine Specification, 4.4). */
    private static final class ConstantPool {
        private final String[] texts;
        private final int[] first;
        private final int[] second;
        private final List<Integer> methods = new ArrayList<>();

        ConstantPool(DataInputStream in) throws IOException {
            if (in.readInt() != MAGIC) {
                throw new IOException("no class file");
            }
            in.skipNBytes(4);
            int count = in.readUnsignedShort();
            texts = new String[count];
            first = new int[count];
            second = new int[count];
            int place = 1;
            while (place < count) {
                place += read(in, place);
            }
        }

        /** @return places that it takes */
        private int read(DataInputStream in, int place) throws IOException {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[place] = new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
                case 3, 4, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> in.skipNBytes(8);
                case 7, 8, 16, 19, 20 -> first[place] = in.readUnsignedShort();
                case 9, 10, 11, 12 -> {
                    first[place] = in.readUnsignedShort();
                    second[place] = in.readUnsignedShort();
                    if (tag == 10 || tag == 11) {
                        methods.add(place);
                    }
                }
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("a constant of kind " + tag);
            }
            return tag == 5 || tag == 6 ? 2 : 1;
        }

        private List<NumberCall> calls(String type) throws IOException {
            List<NumberCall> calls = new ArrayList<>();
            for (int method : methods) {
                String owner = texts[first[first[method]]];
                int signature = second[method];
                String name = texts[first[signature]];
                String descriptor = texts[second[signature]];
                if (owner == null || name == null || descriptor == null) {
                    throw new IOException("a method without a name");
                }
                call(type, owner, name, descriptor).ifPresent(calls::add);
            }
            return calls;
        }
    }
}
