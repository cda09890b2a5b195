package dev.parlance.server.processor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the member of a request's params that the method table names as the key of its order. */
final class ScopeMember {
    private static final Map<List<Object>, MethodHandle> READERS = new ConcurrentHashMap<>();

    private ScopeMember() {}

    static @Nullable Object of(Object params, String member) {
        MethodHandle reader = READERS.computeIfAbsent(List.of(params.getClass(), member), ScopeMember::reader);
        try {
            return (Object) reader.invokeExact(params);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // accessors of records throw nothing else
        }
    }

    private static MethodHandle reader(List<Object> key) {
        Class<?> type = (Class<?>) key.get(0);
        try {
            return MethodHandles.publicLookup()
                    .unreflect(type.getMethod((String) key.get(1)))
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the method table names " + key + ", which is not there", e);
        }
    }
}
