package marginlab.file.pickle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginlab.file.pickle.PickleValue.Global;
import marginlab.file.pickle.PickleValue.Sequence;

/**
 * Reads the pickle of a verification file, protocols 0 to 5, without running anything of it.
 *
 * <p>Memory is bounded by the number of instructions, which is bounded; bytes are skipped, not read. What is not in {@link
 * PickleOpcode} or {@link Global} is refused by name.
 */
public final class PickleMachine {
    /** 80,000 images as numpy arrays, 25 instructions each; the largest known file has 14,000. */
    public static final int MOST_STEPS = 1 << 21;

    private static final int HIGHEST_PROTOCOL = 5;
    private static final int LONGEST_NAME = 256;

    private final PickleInput in;
    private final PickleStack stack;

    public PickleMachine(PickleInput in) {
        this.in = in;
        this.stack = new PickleStack(in, MOST_STEPS);
    }

    /** Runs to the end and gives the value that the file holds. */
    public PickleValue read() {
        for (int step = 0; step < MOST_STEPS; step++) {
            int code = in.u8();
            PickleOpcode opcode = PickleOpcode.of(code);
            if (opcode == null) {
                throw unexpected(code);
            }
            if (opcode == PickleOpcode.STOP) {
                return stack.pop();
            }
            step(opcode);
        }
        throw in.broken("more than " + MOST_STEPS + " pickle instructions", "a verification file");
    }

    private void step(PickleOpcode opcode) {
        switch (opcode) {
            case PROTO -> protocol(in.u8());
            case FRAME -> in.i64();
            case MARK -> stack.push(PickleValue.PickleConstant.MARK);
            case NONE -> stack.push(PickleValue.PickleConstant.NONE);
            case POP -> stack.pop();
            case POP_MARK -> stack.sinceMark();
            case DUP -> stack.push(stack.top());
            case NEWTRUE -> stack.push(new PickleValue.Flag(true));
            case NEWFALSE -> stack.push(new PickleValue.Flag(false));
            case INT -> stack.push(integer(in.line()));
            case LONG -> stack.push(integer(in.line().replaceFirst("L$", "")));
            case FLOAT -> stack.push(real(in.line()));
            case BININT -> stack.push(new PickleValue.Whole(in.i32()));
            case BININT1 -> stack.push(new PickleValue.Whole(in.u8()));
            case BININT2 -> stack.push(new PickleValue.Whole(in.u16()));
            case LONG4 -> stack.push(new PickleValue.Whole(in.whole(in.i32())));
            case STRING -> stack.push(in.line(PickleBytes.LITERAL));
            case UNICODE -> stack.push(new PickleValue.Text(in.line(PickleBytes.RAW_UNICODE)));
            case LONG1 -> stack.push(new PickleValue.Whole(in.whole(in.u8())));
            case BINFLOAT -> stack.push(new PickleValue.Real(in.f64()));
            case SHORT_BINSTRING, SHORT_BINBYTES -> stack.push(in.bytes(in.u8()));
            case BINSTRING -> stack.push(in.bytes(in.i32()));
            case BINBYTES -> stack.push(in.bytes(Integer.toUnsignedLong(in.i32())));
            case BINBYTES8, BYTEARRAY8 -> stack.push(in.bytes(in.i64()));
            case SHORT_BINUNICODE -> stack.push(new PickleValue.Text(in.bytes(in.u8())));
            case BINUNICODE -> stack.push(new PickleValue.Text(in.bytes(Integer.toUnsignedLong(in.i32()))));
            case EMPTY_LIST -> stack.push(new Sequence(new ArrayList<>(), true));
            case EMPTY_TUPLE -> stack.push(tuple(List.of()));
            case LIST -> stack.push(new Sequence(stack.sinceMark(), true));
            case TUPLE -> stack.push(tuple(stack.sinceMark()));
            case TUPLE1 -> stack.push(tuple(stack.last(1)));
            case TUPLE2 -> stack.push(tuple(stack.last(2)));
            case TUPLE3 -> stack.push(tuple(stack.last(3)));
            case APPEND -> stack.append(stack.last(1));
            case APPENDS -> stack.append(stack.sinceMark());
            case PUT -> stack.memorise(cell(in.line()));
            case GET -> stack.push(stack.recall(cell(in.line())));
            case BINPUT -> stack.memorise(in.u8());
            case LONG_BINPUT -> stack.memorise(in.i32());
            case MEMOIZE -> stack.memorise(stack.memorised());
            case BINGET -> stack.push(stack.recall(in.u8()));
            case LONG_BINGET -> stack.push(stack.recall(in.i32()));
            case GLOBAL, INST -> stack.push(global(in.line(), in.line()));
            case STACK_GLOBAL -> stackGlobal();
            case REDUCE -> reduce();
            case BUILD -> build();
            default -> throw unexpected(opcode.code());
        }
    }

    private RuntimeException unexpected(int code) {
        return in.broken(
                String.format(Locale.ROOT, "the pickle instruction 0x%02x", code),
                "lists, tuples, bytes, numbers and numpy arrays of bytes, as a verification file has");
    }

    private void protocol(int version) {
        if (version > HIGHEST_PROTOCOL) {
            throw in.broken("pickle protocol " + version, "a protocol from 0 to " + HIGHEST_PROTOCOL);
        }
    }

    private PickleValue integer(String line) {
        if (line.equals("00") || line.equals("01")) {
            return new PickleValue.Flag(line.equals("01"));
        }
        try {
            return new PickleValue.Whole(Long.parseLong(line.strip()));
        } catch (NumberFormatException e) {
            throw in.broken("'" + line + "'", "a whole number");
        }
    }

    private PickleValue real(String line) {
        try {
            return new PickleValue.Real(Double.parseDouble(line));
        } catch (NumberFormatException e) {
            throw in.broken("'" + line + "'", "a number");
        }
    }

    private int cell(String line) {
        return integer(line) instanceof PickleValue.Whole whole && whole.value() == (int) whole.value()
                ? (int) whole.value()
                : line.equals("00") ? 0 : line.equals("01") ? 1 : -1;
    }

    private Global global(String module, String name) {
        Global global = Global.of(module, name);
        if (global == null) {
            throw in.broken(
                    "a pickle that asks for '" + module + "." + name + "', which was refused and not run",
                    "only numpy arrays of bytes");
        }
        return global;
    }

    private void stackGlobal() {
        List<PickleValue> names = stack.last(2);
        if (names.get(0) instanceof PickleValue.Text module && names.get(1) instanceof PickleValue.Text name) {
            stack.push(global(text(module), text(name)));
        } else {
            throw in.broken("a name that is not text", "module and name");
        }
    }

    /** Calls of the known names, as data. */
    private void reduce() {
        List<PickleValue> call = stack.last(2);
        if (!(call.get(0) instanceof Global global) || !(call.get(1) instanceof Sequence arguments)) {
            throw in.broken("a call of something that is not a name", "an array, a type or a scalar of numpy");
        }
        List<PickleValue> given = arguments.items();
        if (global == Global.RECONSTRUCT && !given.isEmpty() && given.get(0) == Global.ARRAY) {
            stack.push(new PickleValue.Array());
        } else if (global == Global.DTYPE && !given.isEmpty()) {
            stack.push(NumpyElementType.of(text(given.get(0))));
        } else if (global == Global.SCALAR && given.size() == 2 && given.get(1) instanceof PickleValue.Bytes value) {
            stack.push(scalar(type(given.get(0)), value));
        } else if (global == Global.FROM_BUFFER
                && given.size() >= 3
                && given.get(0) instanceof PickleValue.Bytes bytes) {
            stack.push(array(new PickleValue.Array(), given.get(2), given.get(1), bytes));
        } else if (global == Global.BYTE_ARRAY
                && given.size() == 1
                && given.get(0) instanceof PickleValue.Bytes bytes) {
            stack.push(bytes);
        } else if ((global == Global.ENCODE || global == Global.BYTE_ARRAY)
                && given.size() == 2
                && given.get(0) instanceof PickleValue.Text text
                && text(given.get(1)).matches("latin-?1")) {
            PickleBytes form = text.bytes().form() == PickleBytes.PLAIN
                    ? PickleBytes.CHARACTERS
                    : text.bytes().form();
            stack.push(new PickleValue.Bytes(text.bytes().offset(), text.bytes().length(), form));
        } else {
            throw in.broken("a call of " + global + " with other arguments than numpy writes", "an array of bytes");
        }
    }

    private PickleValue scalar(NumpyElementType type, PickleValue.Bytes value) {
        byte[] bytes = in.content(value, 8 * Long.BYTES);
        if (bytes.length != type.bytes()) {
            throw in.broken("a number of " + bytes.length + " bytes", type.bytes() + " as its type says");
        }
        return type.read(bytes, 0);
    }

    /** State of an array: {@code (version, shape, type, column order, bytes)}; of a type: {@code (version, byte order, ...)}. */
    private void build() {
        PickleValue state = stack.pop();
        PickleValue object = stack.top();
        if (object instanceof NumpyElementType type) {
            if (state instanceof Sequence parts && parts.items().size() > 1) {
                type.order(text(parts.items().get(1)));
            }
            return;
        }
        if (object instanceof PickleValue.Array
                && state instanceof Sequence parts
                && parts.items().size() == 5
                && parts.items().get(2) instanceof NumpyElementType type
                && type.isOfObjects()) {
            throw in.broken(
                    "a numpy array of Python's objects (dtype 'O')",
                    "a list, as 'tolist()' of that array gives it before it is written");
        }
        if (object instanceof PickleValue.Array array
                && state instanceof Sequence parts
                && parts.items().size() == 5
                && parts.items().get(4) instanceof PickleValue.Bytes bytes) {
            array(array, parts.items().get(1), parts.items().get(2), bytes);
        } else {
            throw in.broken("a state that is not that of a numpy array of bytes", "shape, type and bytes");
        }
    }

    private PickleValue.Array array(
            PickleValue.Array array, PickleValue shape, PickleValue type, PickleValue.Bytes bytes) {
        NumpyElementType elements = type(type);
        double count = elements.bytes();
        if (shape instanceof Sequence sizes) {
            for (PickleValue size : sizes.items()) {
                count *= size instanceof PickleValue.Whole whole ? whole.value() : Double.NaN;
            }
        }
        if (!bytes.canBe(count)) {
            throw in.broken("an array of " + bytes.length() + " bytes", "as many as its shape says");
        }
        array.fill(elements, bytes);
        return array;
    }

    private NumpyElementType type(PickleValue type) {
        if (type instanceof NumpyElementType known && known.bytes() > 0) {
            return known;
        }
        String found = type instanceof NumpyElementType other ? "'" + other.code() + "'" : "something else";
        throw in.broken("elements of type " + found, "bytes (u1), booleans (b1) or numbers");
    }

    private String text(PickleValue value) {
        if (value instanceof PickleValue.Text text) {
            return new String(in.content(text.bytes(), LONGEST_NAME), StandardCharsets.UTF_8);
        }
        if (value instanceof PickleValue.Bytes bytes) {
            return new String(in.content(bytes, LONGEST_NAME), StandardCharsets.ISO_8859_1);
        }
        throw in.broken("a name that is not text", "a name, as 'u1'");
    }

    private static Sequence tuple(List<PickleValue> items) {
        return new Sequence(items, false);
    }
}
