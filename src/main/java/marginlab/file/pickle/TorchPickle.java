package marginlab.file.pickle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import marginlab.file.array.Element;
import marginlab.file.pickle.PickleValue.Entries;
import marginlab.file.pickle.PickleValue.Opaque;
import marginlab.file.pickle.PickleValue.PickledTensor;
import marginlab.file.pickle.PickleValue.Sequence;
import marginlab.file.pickle.PickleValue.Storage;
import marginlab.file.pickle.PickleValue.Whole;

/**
 * Reads a pickle of {@code torch.save} without running anything of it: dictionaries of tensors, whose numbers stand elsewhere in the
 * file. A name that the pickle asks for is a text here and never looked up; what a call of it would make is {@link Opaque}, but for
 * tensors, which are understood.
 */
public final class TorchPickle {
    /** A network of 1,000 arrays takes about 30,000 with its optimiser; the largest that are known, 200,000. */
    private static final int MOST_STEPS = 1 << 22;

    private static final int LONGEST_TEXT = 4096;
    private static final Map<String, Element> STORAGES = Map.of(
            "torch.FloatStorage", Element.FLOAT32,
            "torch.HalfStorage", Element.FLOAT16,
            "torch.BFloat16Storage", Element.BFLOAT16,
            "torch.DoubleStorage", Element.FLOAT64,
            "torch.LongStorage", Element.INT64);

    private final PickleInput in;
    private final PickleStack stack;
    private int left = MOST_STEPS;

    public TorchPickle(PickleInput in) {
        this.in = in;
        this.stack = new PickleStack(in, MOST_STEPS);
    }

    /** Runs to the end of the pickle, behind which the input then stands. */
    public PickleValue read() {
        while (left-- > 0) {
            int code = in.u8();
            PickleOpcode opcode = PickleOpcode.of(code);
            if (opcode == PickleOpcode.STOP) {
                return stack.pop();
            }
            if (opcode == null || !step(opcode)) {
                throw in.broken(
                        String.format(Locale.ROOT, "the pickle instruction 0x%02x", code),
                        "dictionaries, lists, numbers, texts and tensors, as torch.save writes a state_dict");
            }
        }
        throw in.broken("more than " + MOST_STEPS + " pickle instructions", "the weights of a network");
    }

    private boolean step(PickleOpcode opcode) {
        switch (opcode) {
            case PROTO -> in.u8();
            case FRAME -> in.i64();
            case MARK -> stack.push(PickleValue.PickleConstant.MARK);
            case NONE -> stack.push(PickleValue.PickleConstant.NONE);
            case POP -> stack.pop();
            case POP_MARK -> stack.sinceMark();
            case NEWTRUE -> stack.push(new PickleValue.Flag(true));
            case NEWFALSE -> stack.push(new PickleValue.Flag(false));
            case BININT -> stack.push(new Whole(in.i32()));
            case BININT1 -> stack.push(new Whole(in.u8()));
            case BININT2 -> stack.push(new Whole(in.u16()));
            case LONG1 -> stack.push(new Whole(in.whole(in.u8())));
            case BINFLOAT -> stack.push(new PickleValue.Real(in.f64()));
            case SHORT_BINSTRING, SHORT_BINBYTES -> stack.push(in.bytes(in.u8()));
            case BINSTRING -> stack.push(in.bytes(in.i32()));
            case BINBYTES -> stack.push(in.bytes(Integer.toUnsignedLong(in.i32())));
            case SHORT_BINUNICODE -> stack.push(new PickleValue.Text(in.bytes(in.u8())));
            case BINUNICODE -> stack.push(new PickleValue.Text(in.bytes(Integer.toUnsignedLong(in.i32()))));
            case EMPTY_LIST -> stack.push(new Sequence(new ArrayList<>(), true));
            case EMPTY_DICT -> stack.push(new Entries(new LinkedHashMap<>()));
            case DICT -> dictionary(stack.sinceMark());
            case EMPTY_TUPLE -> stack.push(new Sequence(List.of(), false));
            case LIST -> stack.push(new Sequence(stack.sinceMark(), true));
            case TUPLE -> stack.push(new Sequence(stack.sinceMark(), false));
            case TUPLE1 -> stack.push(new Sequence(stack.last(1), false));
            case TUPLE2 -> stack.push(new Sequence(stack.last(2), false));
            case TUPLE3 -> stack.push(new Sequence(stack.last(3), false));
            case APPEND -> append(stack.last(1));
            case APPENDS -> append(stack.sinceMark());
            case SETITEM -> put(stack.last(2));
            case SETITEMS -> put(stack.sinceMark());
            case BINPUT -> stack.memorise(in.u8());
            case LONG_BINPUT -> stack.memorise(in.i32());
            case MEMOIZE -> stack.memorise(stack.memorised());
            case BINGET -> stack.push(stack.recall(in.u8()));
            case LONG_BINGET -> stack.push(stack.recall(in.i32()));
            case GLOBAL -> stack.push(new Opaque(in.line() + "." + in.line()));
            case STACK_GLOBAL -> {
                List<PickleValue> names = stack.last(2);
                stack.push(new Opaque(text(names.get(0)) + "." + text(names.get(1))));
            }
            case BINPERSID -> stack.push(storage(stack.pop()));
            case REDUCE, NEWOBJ -> call();
            // The state of something that is opaque, or the notes of a dictionary: of no use here.
            case BUILD -> stack.pop();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void dictionary(List<PickleValue> items) {
        stack.push(new Entries(new LinkedHashMap<>()));
        put(items);
    }

    private void append(List<PickleValue> items) {
        if (stack.top() instanceof Sequence list && list.grows()) {
            list.items().addAll(items);
        } else if (!(stack.top() instanceof Opaque)) {
            throw in.broken("items for something that is not a list", "a list");
        }
    }

    private void put(List<PickleValue> items) {
        if (items.size() % 2 != 0) {
            throw in.broken("a key without a value", "as many values as keys");
        }
        if (stack.top() instanceof Entries entries) {
            for (int i = 0; i < items.size(); i += 2) {
                PickleValue value = items.get(i + 1);
                key(items.get(i)).ifPresent(key -> entries.items().put(key, value));
            }
        } else if (!(stack.top() instanceof Opaque)) {
            throw in.broken("entries for something that is not a dictionary", "a dictionary");
        }
    }

    private Optional<String> key(PickleValue key) {
        return key instanceof Whole whole
                ? Optional.of(Long.toString(whole.value()))
                : key instanceof PickleValue.Text || key instanceof PickleValue.Bytes
                        ? Optional.of(text(key))
                        : Optional.empty();
    }

    private String text(PickleValue value) {
        if (value instanceof PickleValue.Text text) {
            return new String(in.content(text.bytes(), LONGEST_TEXT), StandardCharsets.UTF_8);
        }
        if (value instanceof PickleValue.Bytes bytes) {
            return new String(in.content(bytes, LONGEST_TEXT), StandardCharsets.ISO_8859_1);
        }
        throw in.broken("a name that is not text", "text");
    }

    /** The texts of a list. */
    public List<String> texts(PickleValue list) {
        if (list instanceof Sequence sequence) {
            return sequence.items().stream().map(this::text).toList();
        }
        throw in.broken("keys that are not in a list", "a list of texts");
    }

    /** What stands outside the pickle: {@code ('storage', type, key, device, count)}. */
    private PickleValue storage(PickleValue mention) {
        if (!(mention instanceof Sequence tuple) || tuple.items().size() < 5) {
            throw in.broken("a mention of something outside the pickle", "('storage', type, key, device, count)");
        }
        List<PickleValue> parts = tuple.items();
        if (!(parts.get(1) instanceof Opaque type) || !(parts.get(4) instanceof Whole count)) {
            throw in.broken("a storage without type or count", "('storage', type, key, device, count)");
        }
        Element element = STORAGES.get(type.name());
        return element == null ? type : new Storage(element, text(parts.get(2)), count.value());
    }

    private void call() {
        List<PickleValue> call = stack.last(2);
        if (!(call.get(0) instanceof Opaque function)) {
            throw in.broken("a call of something that is not a name", "a name, which is not looked up");
        }
        List<PickleValue> given = call.get(1) instanceof Sequence tuple ? tuple.items() : List.of();
        stack.push(
                switch (function.name()) {
                    case "collections.OrderedDict", "builtins.dict", "__builtin__.dict" ->
                        new Entries(new LinkedHashMap<>());
                    case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor" -> tensor(given);
                    case "torch._utils._rebuild_parameter" -> given.isEmpty() ? function : given.get(0);
                    default -> function;
                });
    }

    /** {@code (storage, offset, sides, strides, ...)}; nothing of use where the numbers are of a type that no weights have. */
    private PickleValue tensor(List<PickleValue> given) {
        if (given.size() < 4
                || !(given.get(1) instanceof Whole offset)
                || !(given.get(2) instanceof Sequence sides)
                || !(given.get(3) instanceof Sequence strides)) {
            throw in.broken("a tensor without offset, sides or strides", "(storage, offset, sides, strides)");
        }
        return given.get(0) instanceof Storage storage
                ? new PickledTensor(storage, offset.value(), wholes(sides), wholes(strides))
                : new Opaque("a tensor of " + (given.get(0) instanceof Opaque type ? type.name() : "unknown type"));
    }

    private long[] wholes(Sequence numbers) {
        return numbers.items().stream()
                .mapToLong(number -> {
                    if (number instanceof Whole whole && whole.value() >= 0) {
                        return whole.value();
                    }
                    throw in.broken("a side of a tensor that is no whole number", "a whole number");
                })
                .toArray();
    }
}
