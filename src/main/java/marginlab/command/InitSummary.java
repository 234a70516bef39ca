package marginlab.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.dataset.draft.Draft;
import marginlab.dataset.draft.FaceSource;
import marginlab.dataset.draft.FaceSurvey;
import marginlab.dataset.draft.HeldOutPeople;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.PrintableText;

/** What {@code init} tells a person: what was found, what was made of it, what to type next; in 80 columns. */
final class InitSummary {
    private static final int COLUMNS = 80;
    private static final int MARGIN = 14;

    private final PrintWriter out;

    InitSummary(PrintWriter out) {
        this.out = out;
    }

    void found(FaceSource source, FaceSurvey survey) {
        String kind = source.isPackage() ? "an InsightFace package" : "a folder of people";
        out.println(PrintableText.of(source.folder().toString()) + ": " + kind);
        out.println();
        fact("people", number(survey.people()) + singles(survey));
        survey.nested()
                .ifPresent(name -> fact(
                        "",
                        "folders lie in each other, and each that holds images is taken for a person, such as '"
                                + PrintableText.of(name) + "'"));
        fact(
                "images",
                number(survey.size()) + "; " + survey.least()
                        + (survey.least() == survey.most()
                                ? " of each person"
                                : " to " + survey.most() + " a person, " + survey.middle() + " in the median"));
        if (!survey.sizes().isEmpty()) {
            fact("size", survey.sizes() + " pixels");
        }
        fact(
                "aligned",
                survey.doubt()
                        .map(doubt -> "no, by their look: " + doubt + ". Align them first, with 'data align', or a"
                                + " network learns backgrounds")
                        .orElse("by their size, yes; where eyes and mouths lie was not looked at"));
        fact("decoded", decoded(survey));
        survey.passedOver().stream().map(SkippedEntries::text).forEach(text -> fact("passed over", text));
        out.println();
        out.flush();
    }

    private static String singles(FaceSurvey survey) {
        return survey.singles() == 0 ? "" : ", " + number(survey.singles()) + " of them with a single image";
    }

    private static String decoded(FaceSurvey survey) {
        String what = survey.looked() == survey.size()
                ? "all images"
                : number(survey.looked()) + " of them, spread over the set";
        if (survey.broken() == 0) {
            return what + "; none is damaged";
        }
        return what + "; " + number(survey.broken()) + " cannot be read";
    }

    void written(Draft draft) {
        fact("train", number(draft.people()) + " people, " + number(draft.images()) + " images");
        for (Map.Entry<String, Integer> column : draft.columns().entrySet()) {
            fact("verify", number(column.getValue()) + " pairs: " + column.getKey());
        }
        draft.heldOut().ifPresent(held -> fact("", heldOut(held)));
        fact(
                "experiment",
                Draft.LOSSES + " losses with " + Draft.SEEDS + " seeds: " + Draft.LOSSES * Draft.SEEDS + " trainings");
        out.println();
        List<Path> files = draft.files();
        for (int i = 0; i < files.size(); i++) {
            fact(i == 0 ? "wrote" : "", files.get(i).toString());
        }
        out.flush();
    }

    private static String heldOut(HeldOutPeople held) {
        return "drawn with seed " + held.seed() + " from " + number(held.count())
                + " other people, who never train; half of the pairs are of one person"
                + (held.isDisjoint()
                        ? "; nobody is in two of the ten folds"
                        : "; too few people for ten folds that share nobody: intervals come out too narrow");
    }

    void next(String command) {
        fact("next", command);
        out.flush();
    }

    /** A word in the margin and what it is about, broken at blanks. */
    private void fact(String word, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : word.equals("next") ? List.of(text) : List.of(text.split(" "))) {
            if (line.length() > 0 && MARGIN + line.length() + 1 + part.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(part);
        }
        lines.add(line.toString());
        for (int i = 0; i < lines.size(); i++) {
            out.println(String.format(Locale.ROOT, "%-" + MARGIN + "s%s", i == 0 ? "  " + word : "", lines.get(i))
                    .stripTrailing());
        }
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
