package marginlab.run.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What of a class file decides what it does: all of it but the numbers of its lines and the name of its source, which a comment
 * changes (The Java Virtual Machine Specification, chapter 4).
 */
final class ClassDigest {
    private static final int MAGIC = 0xCAFEBABE;
    private static final Set<String> OF_THE_SOURCE = Set.of("LineNumberTable", "LocalVariableTable", "SourceFile");
    private static final String CODE = "Code";

    private final DataInputStream in;
    private final DataOutputStream out;
    private String[] names;

    private ClassDigest(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The bytes that count; all of them where they are no class file. */
    static byte[] of(byte[] file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try {
            new ClassDigest(new DataInputStream(new ByteArrayInputStream(file)), new DataOutputStream(kept)).read();
            return kept.toByteArray();
        } catch (IOException | RuntimeException e) {
            return file;
        }
    }

    private void read() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        copy(4);
        constants();
        copy(6);
        copy(2 * count());
        for (int kind = 0; kind < 2; kind++) {
            int members = count();
            for (int i = 0; i < members; i++) {
                copy(6);
                attributes();
            }
        }
        attributes();
    }

    private void constants() throws IOException {
        int count = count();
        names = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case 1 -> {
                    byte[] text = in.readNBytes(count());
                    out.write(text);
                    names[i] = new String(text, StandardCharsets.UTF_8);
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> copy(4);
                case 5, 6 -> {
                    copy(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> copy(2);
                case 15 -> copy(3);
                default -> throw new IOException("a constant of kind " + tag);
            }
        }
    }

    private void attributes() throws IOException {
        int count = count();
        for (int i = 0; i < count; i++) {
            String name = names[in.readUnsignedShort()];
            int length = in.readInt();
            if (OF_THE_SOURCE.contains(name)) {
                in.skipNBytes(length);
            } else if (name.equals(CODE)) {
                out.writeUTF(name);
                copy(4);
                int instructions = in.readInt();
                out.writeInt(instructions);
                copy(instructions);
                copy(8 * count());
                attributes();
            } else {
                out.writeUTF(name);
                copy(length);
            }
        }
    }

    private int count() throws IOException {
        int count = in.readUnsignedShort();
        out.writeShort(count);
        return count;
    }

    private void copy(int bytes) throws IOException {
        out.write(in.readNBytes(bytes));
    }
}
