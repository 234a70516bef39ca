package marginlab.doctor;

import java.util.ArrayList;
import java.util.List;
import marginlab.run.Workspace;

/** Every check of an installation, in the order in which one depends on the other. */
public final class Doctor {
    private final Workspace place;
    private final boolean gpu;

    /**
     * A doctor.
     *
     * @param gpu whether a GPU is asked for, so that having none is a fault
     */
    public Doctor(Workspace place, boolean gpu) {
        this.place = place;
        this.gpu = gpu;
    }

    public List<DoctorFinding> examine() {
        List<DoctorFinding> findings = new ArrayList<>();
        findings.addAll(MachineCheck.examine(place.runs()));
        findings.addAll(new EngineCheck(gpu).examine());
        findings.addAll(StorageCheck.examine(place));
        return findings;
    }
}
