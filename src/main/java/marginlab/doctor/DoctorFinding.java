package marginlab.doctor;

/**
 * What a check of the installation found.
 *
 * @param check what was looked at: {@code engine MXNet}
 * @param state how it stands
 * @param detail what is there
 * @param remedy what to do about it; empty when nothing needs to be done
 */
public record DoctorFinding(String check, FindingState state, String detail, String remedy) {

    /** How a check stands. */
    public enum FindingState {
        OK("ok"),
        /** Works, but not as well as it could. */
        WARN("warn"),
        FAIL("fail");

        private final String label;

        FindingState(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    static DoctorFinding ok(String check, String detail) {
        return new DoctorFinding(check, FindingState.OK, detail, "");
    }

    static DoctorFinding warn(String check, String detail, String remedy) {
        return new DoctorFinding(check, FindingState.WARN, detail, remedy);
    }

    static DoctorFinding fail(String check, String detail, String remedy) {
        return new DoctorFinding(check, FindingState.FAIL, detail, remedy);
    }
}
