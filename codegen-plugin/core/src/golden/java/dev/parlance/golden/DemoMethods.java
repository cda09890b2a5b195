package dev.parlance.golden;

import dev.parlance.golden.v2.DemoThread;
import dev.parlance.rpc.Direction;
import dev.parlance.rpc.Method;
import dev.parlance.rpc.Stability;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The methods of the protocol, sorted by name.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public final class DemoMethods {
    /**
     * The method initialize.
     */
    public static final Method<Empty, Empty> INITIALIZE = Method.request(Direction.CLIENT_TO_SERVER, "initialize", Empty.class, Empty.class);

    /**
     * The method initialized.
     */
    public static final Method<Void, Void> INITIALIZED = Method.notification(Direction.CLIENT_TO_SERVER, "initialized", Void.class);

    /**
     * The method item/approve.
     */
    public static final Method<Policy, Access> ITEM_APPROVE = Method.request(Direction.SERVER_TO_CLIENT, "item/approve", Policy.class, Access.class);

    /**
     * The method item/completed.
     */
    public static final Method<Item, Void> ITEM_COMPLETED = Method.notification(Direction.SERVER_TO_CLIENT, "item/completed", Item.class);

    /**
     * The method thread/delete.
     */
    public static final Method<Void, Empty> THREAD_DELETE = Method.request(Direction.CLIENT_TO_SERVER, "thread/delete", Void.class, Empty.class);

    /**
     * Do not use.
     */
    @Deprecated
    public static final Method<Paths, Cursor> THREAD_INJECT_ITEMS = Method.request(Direction.CLIENT_TO_SERVER, "thread/inject_items", Paths.class, Cursor.class)
    .stability(Stability.DEPRECATED);

    /**
     * The method thread/name/set.
     */
    @Experimental
    public static final Method<DemoThread, Empty> THREAD_NAME_SET = Method.request(Direction.CLIENT_TO_SERVER, "thread/name/set", DemoThread.class, Empty.class)
    .optionalParams()
    .ordered("config", null)
    .stability(Stability.EXPERIMENTAL);

    /**
     * Reads one.
     */
    public static final Method<DemoThread, Everything> THREAD_READ = Method.request(Direction.CLIENT_TO_SERVER, "thread/read", DemoThread.class, Everything.class)
    .ordered("thread", "id")
    .profile("core");

    /**
     * The method thread/start.
     */
    public static final Method<Start, Empty> THREAD_START = Method.request(Direction.CLIENT_TO_SERVER, "thread/start", Start.class, Empty.class)
    .experimental("approval=granular", "approval=guess", "daybreak", "dynamicTools", "rawEvents", "reason=new", "sandbox=trialbox");

    /**
     * The method tick.
     */
    public static final Method<Void, Void> TICK = Method.notification(Direction.SERVER_TO_CLIENT, "tick", Void.class);

    private static final List<Method<?, ?>> all = List.of(
    INITIALIZE,
    INITIALIZED,
    ITEM_APPROVE,
    ITEM_COMPLETED,
    THREAD_DELETE,
    THREAD_INJECT_ITEMS,
    THREAD_NAME_SET,
    THREAD_READ,
    THREAD_START,
    TICK);

    private DemoMethods() {
    }

    /**
     * All of them, sorted by name.
     */
    public static List<Method<?, ?>> all() {
        return all;
    }

    /**
     * The method of that name on the wire; null where the protocol has none.
     */
    public static @Nullable Method<?, ?> find(String name) {
        for (Method<?, ?> method : all) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        return null;
    }

    /**
     * What of a client's call is experimental: the method itself, a member of its params, or a value of one, say
     * {@code thread/start.dynamicTools} or {@code askForApproval.granular}. Null where the call uses nothing experimental. With
     * several, the first of {@link Method#experimentalMembers()}. Values inside of members are not looked at further.
     *
     * @param params what was sent with it; null for none
     */
    public static @Nullable String experimentalUse(Method<?, ?> method, @Nullable Object params) {
        if (method.stability() == Stability.EXPERIMENTAL) {
            return method.name();
        }
        if (params instanceof Start value) {
            return experimentalUse(method.name(), value);
        }
        return null;
    }

    private static @Nullable String experimentalUse(String method, Start params) {
        if (params.approval() instanceof Approval.Granular) {
            return "approval.granular";
        }
        if (Approval.Value.GUESS.equals(params.approval())) {
            return "approval.guess";
        }
        if (params.daybreak() != null || params.more().containsKey("daybreak")) {
            return method + ".daybreak";
        }
        if (params.dynamicTools() != null) {
            return method + ".dynamicTools";
        }
        if (Boolean.TRUE.equals(params.rawEvents())) {
            return method + ".rawEvents";
        }
        if (Reason.NEW.equals(params.reason())) {
            return "reason.new";
        }
        if (params.sandbox() != null && params.sandbox().value() instanceof TrialBox) {
            return "box.trialbox";
        }
        return null;
    }
}
