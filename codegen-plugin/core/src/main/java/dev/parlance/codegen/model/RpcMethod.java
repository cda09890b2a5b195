package dev.parlance.codegen.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the method table.
 *
 * @param name on the wire, say {@code turn/start}
 * @param fromClient true where the client sends it
 * @param params null where the method has none
 * @param result null for a notification
 * @param traits what else the schema says of it
 */
public record RpcMethod(
        String name,
        boolean fromClient,
        @Nullable Params params,
        @Nullable TypeName result,
        Traits traits,
        Location location) {

    /** True where it is answered. */
    public boolean isRequest() {
        return result != null;
    }

    /**
     * The params of a method.
     *
     * @param optional true where params may be absent or null
     */
    public record Params(TypeName type, boolean optional) {}

    /**
     * What does not change the types.
     *
     * @param scope what orders the method, say {@code thread}; null for none
     * @param scopeMember member of the params that holds the scope's key; null where the scope has one queue
     * @param profile the part of the protocol it belongs to; null for none
     * @param errors names of the {@link ErrorCode}s it may answer with
     */
    public record Traits(
            Doc doc,
            @Nullable String scope,
            @Nullable String scopeMember,
            @Nullable String profile,
            List<String> errors) {
        /** Nothing said. */
        public static final Traits NONE = new Traits(Doc.NONE, null, null, null, List.of());
    }
}
