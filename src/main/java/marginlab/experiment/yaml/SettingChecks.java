package marginlab.experiment.yaml;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.engine.Precision;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.setting.FirstWeights;
import marginlab.experiment.setting.Sampling;
import marginlab.experiment.setting.SamplingType;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Span;
import marginlab.file.text.Decimal;
import marginlab.loss.Objective;
import marginlab.problem.Problems;

/** What must hold between the settings of a row; each check is left out where one of its settings could not be read. */
final class SettingChecks {
    private final Set<SettingKey> broken;
    private final Problems problems;

    SettingChecks(Set<SettingKey> broken, Problems problems) {
        this.broken = broken;
        this.problems = problems;
    }

    void check(ExperimentRow row, Map<SettingKey, SettingValue> values) {
        input(row, values);
        schedule(row, values);
        sampling(row, pairTerm(row.objective()), values);
        devices(row, values);
        precision(row, values);
        firstWeights(row, values);
        if (row.settings().subset().identities() == 1) {
            report(
                    values,
                    "1 identity",
                    "0 for all, or at least 2 identities: with one there is nobody to distinguish",
                    "",
                    SettingKey.IDENTITIES);
        }
        double classRate = row.settings().variants().classRate();
        if (classRate < 1) {
            wholeClasses(row.objective())
                    .ifPresent(why -> report(
                            values,
                            "a class-rate of " + Decimal.label(classRate),
                            "1 in row " + row.objective().label() + ", " + why,
                            "",
                            SettingKey.CLASS_RATE));
        }
    }

    /** The first term that needs pairs of one identity in a batch. */
    private static Optional<String> pairTerm(Objective objective) {
        return objective.addends().stream()
                .map(Objective.Addend::term)
                .filter(term -> term.needsPairs())
                .map(term -> term.label())
                .findFirst();
    }

    /** Why a step cannot compare with some of the classes, where it cannot. */
    private static Optional<String> wholeClasses(Objective objective) {
        if (!objective.usesCentres()) {
            return Optional.of("which compares embeddings with each other and with no class");
        }
        return objective.addends().stream()
                .map(Objective.Addend::term)
                .filter(term -> term.keepsClasses())
                .map(term -> "in which " + term.label() + " keeps a centre of each class")
                .findFirst();
    }

    private void firstWeights(ExperimentRow row, Map<SettingKey, SettingValue> values) {
        FirstWeights weights = row.settings().firstWeights();
        if (weights.frozen() && !weights.isFile()) {
            report(
                    values,
                    "a frozen backbone of random weights",
                    "init: {file: ...} with it, the weights that it stays at",
                    "",
                    SettingKey.FREEZE);
        }
        if (weights.frozen() && !row.settings().augmentation().isNone()) {
            report(
                    values,
                    "a frozen backbone with augmented images",
                    "no augmentation but flip: images are embedded once",
                    "",
                    SettingKey.FREEZE);
        }
        if (weights.frozen() && !row.objective().usesCentres()) {
            report(
                    values,
                    "a frozen backbone for " + row.objective().label() + ", which has no class centres",
                    "a loss with class centres: nothing else is trained",
                    "",
                    SettingKey.FREEZE);
        }
        if (weights.frozen() && row.settings().watch().isNeeded()) {
            report(
                    values,
                    "a frozen backbone with a watched set",
                    "epoch: last without stop-early: its accuracy never changes",
                    "",
                    SettingKey.FREEZE,
                    SettingKey.WATCH);
        }
        if (weights.centres() && !(weights.isFile() && row.objective().usesCentres())) {
            report(
                    values,
                    "init.centres for " + row.objective().label()
                            + (weights.isFile() ? ", which has none" : " without a file"),
                    "init.file and a loss with class centres",
                    "",
                    SettingKey.INIT_CENTRES);
        }
    }

    private void devices(ExperimentRow row, Map<SettingKey, SettingValue> values) {
        int batch = row.settings().schedule().batch();
        int devices = row.settings().variants().devices();
        if (batch % devices != 0 || batch / devices < 2) {
            report(
                    values,
                    "a batch of " + batch + " on " + devices + " devices",
                    "an equal part for each, of at least 2 images",
                    "For example a batch of " + devices * Math.max(2, batch / devices),
                    SettingKey.DEVICES,
                    SettingKey.BATCH);
        }
    }

    private void precision(ExperimentRow row, Map<SettingKey, SettingValue> values) {
        boolean isMixed = row.settings().variants().precision() == Precision.MIXED;
        if (isMixed && row.settings().engine().equals("MXNet")) {
            report(
                    values,
                    "precision mixed with MXNet",
                    "float32: MXNet 1.9.1 has no product of float16 on a processor",
                    "engine: PyTorch trains in mixed precision",
                    SettingKey.PRECISION,
                    SettingKey.ENGINE);
        }
    }

    private void input(ExperimentRow row, Map<SettingKey, SettingValue> values) {
        int stages = row.settings().backbone().units().size();
        int smallest = 1 << stages;
        if (row.settings().input() < smallest) {
            report(
                    values,
                    "an input of " + row.settings().input() + " pixels",
                    "at least " + smallest + " pixels: each of the " + stages + " stages halves them",
                    "",
                    SettingKey.INPUT,
                    SettingKey.BACKBONE);
        }
    }

    private void schedule(ExperimentRow row, Map<SettingKey, SettingValue> values) {
        Schedule schedule = row.settings().schedule();
        Span stop = schedule.stopAt();
        if (schedule.warmUp().unit() == stop.unit() && schedule.warmUp().count() >= stop.count()) {
            report(
                    values,
                    "a warm-up of " + schedule.warmUp().label(),
                    "less than the whole training, " + stop.label(),
                    "",
                    SettingKey.WARM_UP,
                    SettingKey.STOP_AT);
        }
        String follows = values.containsKey(SettingKey.DIVIDE_AT)
                ? ""
                : "It follows from stop-at; give divide-at, or another curve";
        Span last = null;
        for (Span span : schedule.divideAt()) {
            if (span.unit() == stop.unit() && span.count() >= stop.count()) {
                report(
                        values,
                        "divide-at " + span.label(),
                        "before the end of training, " + stop.label(),
                        follows,
                        SettingKey.DIVIDE_AT,
                        SettingKey.STOP_AT);
            }
            if (last != null && (span.unit() != last.unit() || span.count() <= last.count())) {
                report(
                        values,
                        "divide-at " + last.label() + ", then " + span.label(),
                        "one unit, and each later than the one before",
                        follows,
                        values.containsKey(SettingKey.DIVIDE_AT) ? SettingKey.DIVIDE_AT : SettingKey.STOP_AT);
            }
            last = span;
        }
    }

    private void sampling(ExperimentRow row, Optional<String> term, Map<SettingKey, SettingValue> values) {
        int batch = row.settings().schedule().batch();
        Sampling sampling = row.settings().sampling();
        Optional<Sampling> pairs = Sampling.pairs(batch);
        if (!sampling.isShuffle() && (long) sampling.identities() * sampling.images() != batch) {
            report(
                    values,
                    "sampling " + sampling.label(),
                    "identities times images to be the batch of " + batch,
                    pairs.map(good -> "For example " + good.label()).orElse(""),
                    SettingKey.SAMPLING,
                    SettingKey.BATCH);
        } else if (term.isPresent() && !sampling.givesPairs()) {
            String found = values.get(SettingKey.SAMPLING).text().equals(SamplingType.AUTO)
                    ? "a batch of " + batch
                    : "sampling " + sampling.label();
            String expected = "at least 2 images of each of at least 2 identities in a batch, for " + term.get()
                    + " in row " + row.objective().label();
            report(
                    values,
                    found,
                    expected,
                    pairs.map(good -> "For example sampling: " + good.label())
                            .orElse("A batch that 4 divides would do"),
                    SettingKey.SAMPLING,
                    SettingKey.BATCH);
        }
    }

    private void report(
            Map<SettingKey, SettingValue> values, String found, String expected, String hint, SettingKey... keys) {
        if (Stream.of(keys).anyMatch(broken::contains)) {
            return;
        }
        List<SettingValue> involved =
                Stream.of(keys).map(values::get).filter(Objects::nonNull).toList();
        String place = involved.stream()
                .filter(SettingValue::given)
                .findFirst()
                .orElse(involved.get(0))
                .place();
        problems.add(place, found, expected, hint);
    }
}
