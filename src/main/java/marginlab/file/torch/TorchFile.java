package marginlab.file.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import marginlab.file.DiskFile;
import marginlab.file.array.StoredArray;
import marginlab.file.pickle.PickleInput;
import marginlab.file.pickle.PickleValue;
import marginlab.file.pickle.TorchPickle;
import marginlab.problem.FileProblem;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The tensors of a {@code .pt} or {@code .pth}. */
public final class TorchFile {
    /** A zip's first four bytes, little endian. */
    public static final int ZIP = 0x04034B50;

    /** The pickle of the number that begins a file of before 1.6. */
    private static final byte[] OLD = {
        (byte) 0x80,
        2,
        (byte) 0x8A,
        10,
        0x6C,
        (byte) 0xFC,
        (byte) 0x9C,
        0x46,
        (byte) 0xF9,
        0x20,
        0x6A,
        (byte) 0xA8,
        0x50,
        0x19,
        '.'
    };

    private static final String PICKLE = "/data.pkl";
    private static final int MOST_DEPTH = 8;
    private static final int MOST_ENTRIES = 1_000_000;

    private final DiskFile file;
    private final Map<String, StorageBytes> storages = new HashMap<>();
    private final Map<String, StoredArray> tensors = new LinkedHashMap<>();

    /** Where the numbers of a storage stand, and how many bytes. */
    private record StorageBytes(long start, long bytes) {}

    private TorchFile(DiskFile file) {
        this.file = file;
    }

    /** Whether a file begins as {@code torch.save} lets it begin. */
    public static boolean is(byte[] first) {
        return first.length >= OLD.length
                && (ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getInt() == ZIP
                        || Arrays.equals(first, 0, OLD.length, OLD, 0, OLD.length));
    }

    /** The tensors of a file by name, those of a dictionary inside another one with its name and a dot before theirs. */
    public static Map<String, StoredArray> read(Path path) {
        try (DiskFile file = new DiskFile(path)) {
            TorchFile torch = new TorchFile(file);
            PickleValue value = file.read(0, OLD.length)[0] == 'P' ? torch.zip() : torch.pickles();
            torch.gather("", value, 0);
            if (torch.tensors.isEmpty()) {
                throw FileProblem.at(path.toString(), "no tensor", "a state_dict, or a checkpoint that holds one");
            }
            return Collections.unmodifiableMap(torch.tensors);
        }
    }

    private PickleValue zip() {
        ZipArchiveEntry pickle = null;
        try (ZipFile zip = ZipFile.builder().setPath(file.path()).get()) {
            Map<String, ZipArchiveEntry> entries = new HashMap<>();
            for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
                ZipArchiveEntry entry = all.nextElement();
                entries.put(entry.getName(), entry);
                pickle = entry.getName().endsWith(PICKLE) ? entry : pickle;
                if (entries.size() > MOST_ENTRIES) {
                    throw broken("more than " + MOST_ENTRIES + " entries", "the weights of a network");
                }
            }
            if (pickle == null) {
                throw broken("a zip without data.pkl", "what torch.save writes");
            }
            String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length()) + "/data/";
            for (ZipArchiveEntry entry : entries.values()) {
                if (entry.getName().startsWith(folder) || entry == pickle) {
                    checkPlain(entry);
                    storages.put(
                            entry.getName().substring(Math.min(entry.getName().length(), folder.length())),
                            new StorageBytes(entry.getDataOffset(), entry.getSize()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw broken("a damaged zip (" + e.getMessage() + ")", "a whole file");
        }
        return new TorchPickle(new PickleInput(file, pickle.getDataOffset())).read();
    }

    private void checkPlain(ZipArchiveEntry entry) {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw broken(
                    "the entry " + entry.getName() + ", which is packed",
                    "entries as torch.save writes them, not packed");
        }
        if (entry.getDataOffset() < 0 || entry.getDataOffset() + entry.getSize() > file.size()) {
            throw broken("the entry " + entry.getName() + " that ends after the file", "a whole file");
        }
    }

    /** A magic number, a version, the machine, the value, the keys of its storages; then their numbers, each with a count before. */
    private PickleValue pickles() {
        PickleInput in = new PickleInput(file, OLD.length);
        new TorchPickle(in).read();
        new TorchPickle(in).read();
        PickleValue value = new TorchPickle(in).read();
        TorchPickle last = new TorchPickle(in);
        List<String> keys = last.texts(last.read());
        Map<String, Integer> sizes = new HashMap<>();
        sizes(value, sizes, 0);
        long at = in.position();
        for (String key : keys) {
            long count = ByteBuffer.wrap(file.read(at, Long.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            at += Long.BYTES;
            Integer size = sizes.get(key);
            if (size == null) {
                throw broken("a storage '" + key + "' of unknown type", "float, half, double or long");
            }
            if (count < 0 || count > (file.size() - at) / size) {
                throw broken("a storage of " + count + " numbers that ends after the file", "a whole file");
            }
            storages.put(key, new StorageBytes(at, count * size));
            at += count * size;
        }
        return value;
    }

    private static void sizes(PickleValue value, Map<String, Integer> sizes, int depth) {
        if (value instanceof PickleValue.PickledTensor tensor) {
            sizes.put(tensor.storage().key(), tensor.storage().element().bytes());
        } else if (value instanceof PickleValue.Entries entries && depth < MOST_DEPTH) {
            entries.items().values().forEach(item -> sizes(item, sizes, depth + 1));
        }
    }

    private void gather(String name, PickleValue value, int depth) {
        if (value instanceof PickleValue.PickledTensor tensor) {
            tensors.put(name, array(name, tensor));
        } else if (value instanceof PickleValue.Entries entries && depth < MOST_DEPTH) {
            String before = name.isEmpty() ? "" : name + ".";
            entries.items().forEach((key, item) -> gather(before + key, item, depth + 1));
        }
    }

    private StoredArray array(String name, PickleValue.PickledTensor tensor) {
        PickleValue.Storage storage = tensor.storage();
        StorageBytes place = storages.get(storage.key());
        if (place == null) {
            throw broken("the tensor " + name + " without its numbers '" + storage.key() + "'", "a whole file");
        }
        long[] shape = tensor.shape();
        double size = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] > 1 && (i >= tensor.strides().length || tensor.strides()[i] != size)) {
                throw broken(
                        "the tensor " + name + ", whose numbers are not in a row", "one after tensor.contiguous()");
            }
            size *= shape[i];
        }
        int bytes = storage.element().bytes();
        if (tensor.offset() < 0 || (tensor.offset() + size) * bytes > place.bytes()) {
            throw broken("the tensor " + name + " that ends after its " + place.bytes() + " bytes", "a whole file");
        }
        return new StoredArray(file.path(), place.start() + tensor.offset() * bytes, shape, storage.element());
    }

    private RuntimeException broken(String found, String expected) {
        return FileProblem.at(file.path().toString(), found, expected);
    }
}
