package dev.parlance.rpc;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a protocol's method table: what the method is called, who sends it, and the types of its params and result.
 * Generated tables hold one constant a method; immutable, so that constants can be shared.
 *
 * <pre>{@code
 * static final Method<ThreadReadParams, ThreadReadResponse> THREAD_READ =
 *         Method.request(Direction.CLIENT_TO_SERVER, "thread/read", ThreadReadParams.class, ThreadReadResponse.class)
 *                 .ordered("thread", "threadId").profile("core");
 * }</pre>
 *
 * @param <P> type of the params; {@link Void} where the method has none
 * @param <R> type of the result; {@link Void} for a notification
 */
public final class Method<P, R> {
    private final Direction direction;
    private final String name;
    private final Class<P> params;
    private final Class<R> result;
    private final boolean request;
    private boolean paramsOptional;
    private Stability stability = Stability.STABLE;
    private @Nullable String profile;
    private @Nullable String scope;
    private @Nullable String scopeMember;
    private List<String> experimentalMembers = List.of();

    private Method(Direction direction, String name, Class<P> params, Class<R> result, boolean request) {
        this.direction = Objects.requireNonNull(direction);
        this.name = Objects.requireNonNull(name);
        this.params = Objects.requireNonNull(params);
        this.result = Objects.requireNonNull(result);
        this.request = request;
        this.paramsOptional = params == Void.class;
    }

    /** A method that is answered. */
    public static <P, R> Method<P, R> request(Direction direction, String name, Class<P> params, Class<R> result) {
        return new Method<>(direction, name, params, result, true);
    }

    /** A method that is not answered. */
    public static <P> Method<P, Void> notification(Direction direction, String name, Class<P> params) {
        return new Method<>(direction, name, params, Void.class, false);
    }

    /** The same method, whose params may be left out. */
    public Method<P, R> optionalParams() {
        Method<P, R> copy = copy();
        copy.paramsOptional = true;
        return copy;
    }

    /**
     * The same method, ordered with all others of that scope and key.
     *
     * @param scope what orders it, say {@code "thread"} or {@code "config"}
     * @param member the member of the params that holds the key; null where the scope has one queue only
     */
    public Method<P, R> ordered(String scope, @Nullable String member) {
        Method<P, R> copy = copy();
        copy.scope = Objects.requireNonNull(scope);
        copy.scopeMember = member;
        return copy;
    }

    /** The same method, whose result is given as that type: by a server that has it encoded already, say. */
    public <S> Method<P, S> answering(Class<S> type) {
        Method<P, S> copy = new Method<>(direction, name, params, type, request);
        copyTo(copy);
        return copy;
    }

    /** The same method with another stability; {@link Stability#STABLE} unless said. */
    public Method<P, R> stability(Stability value) {
        Method<P, R> copy = copy();
        copy.stability = Objects.requireNonNull(value);
        return copy;
    }

    /**
     * The same method, with the members of its params that need an opt-in although the method needs none.
     *
     * @param members names on the wire; {@code member=value} where only that value or form of the member is experimental
     */
    public Method<P, R> experimental(String... members) {
        Method<P, R> copy = copy();
        copy.experimentalMembers = List.of(members);
        return copy;
    }

    /** The same method in a named part of the protocol that an implementation claims or not. */
    public Method<P, R> profile(String value) {
        Method<P, R> copy = copy();
        copy.profile = Objects.requireNonNull(value);
        return copy;
    }

    /** Name on the wire, say {@code "turn/start"}; matched exactly. */
    public String name() {
        return name;
    }

    /** Who sends it. */
    public Direction direction() {
        return direction;
    }

    /** True where it is answered, false for a notification. */
    public boolean isRequest() {
        return request;
    }

    /** Type of the params; {@code Void.class} for none. */
    public Class<P> params() {
        return params;
    }

    /** True where params may be absent or null. */
    public boolean paramsOptional() {
        return paramsOptional;
    }

    /** Type of the result; {@code Void.class} for a notification. */
    public Class<R> result() {
        return result;
    }

    /** What the protocol promises of it. */
    public Stability stability() {
        return stability;
    }

    /**
     * The members of the params that need an opt-in, names on the wire, and {@code member=value} where only that value or
     * form is experimental: {@code ["approvalPolicy=granular", "dynamicTools"]}. Immutable, empty for none. Where the
     * method itself is experimental, {@link #stability()} says so.
     */
    public List<String> experimentalMembers() {
        return experimentalMembers;
    }

    /** The part of the protocol it belongs to; null where the protocol has no parts. */
    public @Nullable String profile() {
        return profile;
    }

    /** What orders it; null where it is ordered with nothing. */
    public @Nullable String scope() {
        return scope;
    }

    /** The member of the params that holds the key of the {@link #scope()}; null where the scope has one queue only. */
    public @Nullable String scopeMember() {
        return scopeMember;
    }

    @Override
    public String toString() {
        return name;
    }

    private Method<P, R> copy() {
        Method<P, R> copy = new Method<>(direction, name, params, result, request);
        copyTo(copy);
        return copy;
    }

    private void copyTo(Method<?, ?> copy) {
        copy.paramsOptional = paramsOptional;
        copy.stability = stability;
        copy.profile = profile;
        copy.scope = scope;
        copy.scopeMember = scopeMember;
        copy.experimentalMembers = experimentalMembers;
    }
}
