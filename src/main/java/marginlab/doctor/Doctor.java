package marginlab.doctor;

import java.util.ArrayList;
import java.util.List;
import marginlab.pipeline.Place;

/** Every check of an installation, in the order in which one depends on the other. */
public final class Doctor {
    private final Place place;
    private final boolean gpu;

    /**
     * A doctor.
     *
     * @param gpu whether a GPU is asked for, so that having none is a fault
     */
    public Doctor(Place place, boolean gpu) {
        this.place = place;
        this.gpu = gpu;
    }

    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(Machine.examine(place.runs()));
        findings.addAll(new EngineCheck(gpu).examine());
        findings.addAll(Holdings.examine(place));
        return findings;
    }
}
