package marginlab.store.record;

import java.util.StringJoiner;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;

/** What two trials share when they take about the same time: all that decides the cost, and not the objective or seed. */
public final class CostProfile {
    private CostProfile() {}

    public static String of(Trial trial) {
        Settings settings = trial.settings();
        if (!settings.isTraining()) {
            return trial.networkHash() + "; " + settings.flat();
        }
        StringJoiner text = new StringJoiner("; ");
        text.add(settings.engine());
        text.add(String.join(" + ", settings.train())).add("from " + settings.minImages());
        text.add(settings.backbone().toString()).add(settings.input() + " px").add("d " + settings.embedding());
        text.add("batch " + settings.schedule().batch());
        text.add(settings.schedule().stopAt().toString());
        text.add(String.join(" + ", settings.verify()));
        if (settings.watch().isNeeded()) {
            text.add("watching " + settings.watch().set() + ", patience "
                    + settings.watch().patience());
        }
        return text.toString();
    }
}
