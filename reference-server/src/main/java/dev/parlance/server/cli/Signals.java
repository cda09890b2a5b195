package dev.parlance.server.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Takes SIGTERM and SIGINT over from the JVM, which would run its shutdown at the first and ignore the second. The class
 * that can do it belongs to no standard; where it is missing the caller falls back to a shutdown hook.
 *
 * <pre>{@code
 * boolean taken = Signals.take(number -> leave.complete(number));
 * }</pre>
 */
final class Signals {
    private Signals() {}

    /**
     * Has both signals delivered there, by number, on a thread of the JVM.
     *
     * @return false where this JVM cannot; nothing is changed then
     */
    static boolean take(IntConsumer handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
                        }
                        return method.getName().equals("hashCode") ? 1 : null;
                    });
            for (String name : new String[] {"TERM", "INT"}) {
                Object each = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handlerType).invoke(null, each, proxy);
            }
            return true;
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InstantiationException
                | InvocationTargetException e) {
            return false;
        }
    }
}
