package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.file.FolderTree;
import marginlab.run.code.StaleCode;
import marginlab.store.Store;
import marginlab.store.record.TrialState;

/**
 * What could be removed from the run folders.
 *
 * @param runs the folder of the run folders
 * @param items in the order of their names
 */
public record Garbage(Path runs, List<GarbageItem> items) {
    private static final String CODE = "code of an earlier sweep";

    /**
     * One thing that could be removed.
     *
     * @param path a folder or a file
     * @param why in a few words
     * @param bytes that the disk gets back: none of a library that the build keeps too
     * @param run the run that is forgotten with it, or empty
     */
    public record GarbageItem(Path path, String why, long bytes, String run) {}

    public Garbage {
        items = List.copyOf(items);
    }

    /**
     * Looks through the run folders. Of a run with a tag or a note nothing is garbage.
     *
     * @param named the ids that an experiment names
     * @param networks whether the networks of finished runs are garbage too
     */
    static Garbage find(Path runs, Store store, Set<String> named, boolean networks) throws IOException {
        List<GarbageItem> items = new ArrayList<>();
        List<RunFolder> folders = RunFolder.all(runs);
        List<String> ids = folders.stream()
                .map(folder -> folder.path().getFileName().toString())
                .collect(Collectors.toList());
        Map<String, TrialState> states = store.states(ids);
        Set<String> tagged = store.tags(ids).keySet();
        Set<String> noted = store.notes(ids).keySet();
        for (RunFolder folder : folders) {
            String id = folder.path().getFileName().toString();
            if (tagged.contains(id) || noted.contains(id)) {
                continue;
            }
            if (!named.contains(id)) {
                items.add(new GarbageItem(
                        folder.path(),
                        "no experiment names this run; its network too",
                        FolderTree.bytes(folder.path()),
                        id));
            } else if (states.get(id) == TrialState.DONE && Files.isDirectory(folder.checkpoint())) {
                items.addAll(networks ? List.of(network(folder)) : superseded(folder));
            }
        }
        items.addAll(leftovers(runs));
        RemovedRuns removed = new RemovedRuns(runs);
        for (Path folder : removed.all()) {
            for (Path part : removed.folders(folder.getFileName().toString())) {
                items.add(new GarbageItem(part, "removed by 'rm'", FolderTree.bytes(part), ""));
            }
        }
        Path shared = RunFolder.sharedEmbeddings(runs);
        if (Files.isDirectory(shared, LinkOption.NOFOLLOW_LINKS)) {
            items.add(new GarbageItem(
                    shared, "embeddings by frozen backbones: made again when needed", FolderTree.bytes(shared), ""));
        }
        for (Path path : StaleCode.in(runs)) {
            items.add(new GarbageItem(path, CODE, FolderTree.bytes(path), ""));
        }
        return new Garbage(runs, items);
    }

    private static GarbageItem network(RunFolder folder) throws IOException {
        Path path = folder.checkpoint();
        return new GarbageItem(path, "the network of a finished run: 'embed' needs it", FolderTree.bytes(path), "");
    }

    /** The checkpoints before the last one; none where a best epoch is reported, which can be any of them. */
    private static List<GarbageItem> superseded(RunFolder folder) throws IOException {
        List<GarbageItem> items = new ArrayList<>();
        if (!folder.trial().settings().watch().best()) {
            try (Stream<Path> all = Files.list(folder.checkpoint())) {
                List<Path> files = all.filter(path -> path.toString().endsWith(".safetensors"))
                        .sorted()
                        .collect(Collectors.toList());
                for (Path file : files.subList(0, Math.max(0, files.size() - 1))) {
                    items.add(new GarbageItem(file, "an older checkpoint of a finished run", Files.size(file), ""));
                }
            }
        }
        return items;
    }

    private static List<GarbageItem> leftovers(Path runs) throws IOException {
        List<GarbageItem> items = new ArrayList<>();
        if (Files.isDirectory(runs)) {
            try (Stream<Path> all = Files.list(runs)) {
                for (Path path : all.filter(Files::isDirectory).sorted().collect(Collectors.toList())) {
                    String name = path.getFileName().toString();
                    if (name.startsWith(".new-") || name.startsWith(".replaced-")) {
                        items.add(new GarbageItem(path, "left over", FolderTree.bytes(path), ""));
                    }
                }
            }
        }
        return items;
    }

    public long bytes() {
        return items.stream().mapToLong(GarbageItem::bytes).sum();
    }

    /** Removes all of it; a run that is removed is forgotten first, so that none is listed without its folder. */
    public void remove(Store store) throws IOException {
        store.forget(
                items.stream().map(GarbageItem::run).filter(id -> !id.isEmpty()).collect(Collectors.toList()));
        for (GarbageItem item : items) {
            if (!item.why().equals(CODE)) {
                FolderTree.delete(item.path());
            }
        }
        StaleCode.remove(
                runs,
                items.stream()
                        .filter(item -> item.why().equals(CODE))
                        .map(GarbageItem::path)
                        .collect(Collectors.toList()));
    }
}
