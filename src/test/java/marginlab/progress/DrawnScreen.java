package marginlab.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person sees of what was written to a terminal that wraps long lines, and wraps them anew in another window. */
public final class DrawnScreen {
    private static final Pattern CONTROL = Pattern.compile("\u001b\\[([0-9]*)([A-Za-z])|\u001b\\][^\u0007]*\u0007");

    private int columns;
    private final List<Row> rows = new ArrayList<>(List.of(new Row("", true)));

    /** @param ends whether the line ends here; otherwise it goes on in the next row */
    private record Row(String text, boolean ends) {}

    public DrawnScreen(int columns) {
        this.columns = columns;
    }

    public void write(String text) {
        Matcher control = CONTROL.matcher(text);
        int at = 0;
        while (control.find(at)) {
            plain(text.substring(at, control.start()));
            obey(control.group(1), control.group(2));
            at = control.end();
        }
        plain(text.substring(at));
    }

    private void obey(String count, String what) {
        if ("A".equals(what)) {
            // Up a row, which is cleared at once: that is the only way in which it is done here.
            for (int i = 0; i < (count.isEmpty() ? 1 : Integer.parseInt(count)); i++) {
                rows.remove(rows.size() - 1);
            }
            rows.set(rows.size() - 1, new Row("", true));
        } else if ("K".equals(what) && count.equals("2")) {
            rows.set(rows.size() - 1, new Row("", true));
        } else if ("J".equals(what)) {
            if (rows.size() == 1 && rows.get(0).text().isEmpty()) {
                throw new IllegalArgumentException("tmux keeps what is erased from the first row on in its history");
            }
        } else if (what != null && !what.equals("m")) {
            throw new IllegalArgumentException("a terminal need not know " + count + what);
        }
    }

    private void plain(String text) {
        for (char letter : text.toCharArray()) {
            Row last = rows.get(rows.size() - 1);
            if (letter == '\n') {
                rows.add(new Row("", true));
            } else if (letter >= ' ' && last.text().length() == columns) {
                rows.set(rows.size() - 1, new Row(last.text(), false));
                rows.add(new Row(String.valueOf(letter), true));
            } else if (letter >= ' ') {
                rows.set(rows.size() - 1, new Row(last.text() + letter, true));
            }
        }
    }

    public void resize(int now) {
        List<Row> old = List.copyOf(rows);
        rows.clear();
        rows.add(new Row("", true));
        columns = now;
        for (int i = 0; i < old.size(); i++) {
            plain(old.get(i).text() + (old.get(i).ends() && i < old.size() - 1 ? "\n" : ""));
        }
    }

    /** Its rows, without the empty one that the cursor is in. */
    public List<String> lines() {
        return rows.subList(0, rows.size() - 1).stream().map(Row::text).toList();
    }
}
