package marginlab.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Signals of the operating system: what Ctrl-C and {@code kill} send.
 *
 * <p>The JDK's way to a second Ctrl-C is {@code sun.misc.Signal} (module jdk.unsupported); a shutdown hook sees only the
 * first. Its use is a compiler warning that cannot be switched off, so it is called by method handles.
 */
public final class Signals {
    private Signals() {}

    /** Runs the action at each signal of this name ({@code INT}, {@code TERM}, {@code HUP}) in place of ending. */
    public static void on(String name, Runnable action) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.dropArguments(
                    lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                            .bindTo(action),
                    0,
                    signal);
            lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                    .invoke(
                            lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                                    .invoke(name),
                            MethodHandleProxies.asInterfaceInstance(handler, run));
        } catch (IllegalArgumentException e) {
            // This system has no such signal, or the JVM keeps it for itself: then nobody sends it, or it ends us.
        } catch (Throwable e) {
            throw new IllegalStateException("cannot listen to the signal " + name, e);
        }
    }
}
