package marginlab;

import marginlab.command.Verbs;

/** The program: hands its arguments to the verbs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        int code = Verbs.line().execute(arguments);
        System.out.flush();
        System.exit(code);
    }
}
