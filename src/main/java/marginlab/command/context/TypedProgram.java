package marginlab.command.context;

/** How somebody types the next command: as the last one was typed. */
public final class TypedProgram {
    /** Set by the script {@code marginlab}: how it was called. */
    private static final String SCRIPT = "MARGINLAB_PROGRAM";

    private TypedProgram() {}

    /** A verb with its arguments, to be copied. */
    public static String line(String arguments) {
        return line(System.getenv(SCRIPT), System.getProperty("sun.java.command", ""), arguments);
    }

    /**
     * @param script how the script was called, or null
     * @param java the main class or the jar with its arguments
     */
    static String line(String script, String java, String arguments) {
        if (script != null && !script.isBlank()) {
            return script + " " + arguments;
        }
        String main = java.strip().split("\\s", 2)[0];
        if (main.endsWith(".jar")) {
            return "java -jar " + main + " " + arguments;
        }
        return main.contains("plexus.classworlds")
                ? "mvn -q compile exec:java -Dexec.args=\"" + arguments + "\""
                : "marginlab " + arguments;
    }
}
