package dev.parlance.agent;

import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member that many generated params have without a common type; looked up once a class. */
final class Member {
    static final Member THREAD_ID = new Member("threadId");
    static final Member TURN_ID = new Member("turnId");

    private final ClassValue<Optional<Method>> accessors;

    private Member(String name) {
        accessors = new ClassValue<>() {
            @Override
            protected Optional<Method> computeValue(Class<?> type) {
                try {
                    return Optional.of(type.getMethod(name));
                } catch (NoSuchMethodException e) {
                    return Optional.empty();
                }
            }
        };
    }

    /** Its value; null where the params have no such member, or it is null. */
    @Nullable
    Object of(Object params) {
        Optional<Method> accessor = accessors.get(params.getClass());
        try {
            return accessor.isPresent() ? accessor.get().invoke(params) : null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated accessor failed", e);
        }
    }
}
