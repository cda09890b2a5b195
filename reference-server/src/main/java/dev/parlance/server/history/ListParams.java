package dev.parlance.server.history;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.SortDirection;
import dev.parlance.agent.protocol.ThreadListCwdFilter;
import dev.parlance.agent.protocol.ThreadListParams;
import dev.parlance.agent.protocol.ThreadSortKey;
import dev.parlance.agent.protocol.ThreadSourceKind;
import dev.parlance.server.store.ThreadQuery.Filter;
import dev.parlance.server.store.ThreadQuery.Sort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the params of {@code thread/list} ask of the store. */
final class ListParams {
    private static final int MOST_EXCLUDED = 100;

    /** Kinds of program a person sits at: what is listed where nothing is said. */
    private static final List<String> INTERACTIVE = List.of("cli", "vscode");

    private final ThreadListParams params;

    ListParams(ThreadListParams params) {
        this.params = params;
    }

    /** Refuses what cannot be served. */
    void check() {
        if (params.originators() != null && !params.originators().isEmpty()) {
            throw AgentErrors.invalidParams("originator filtering is not supported by the local app-server");
        }
        if (params.sortKey() == ThreadSortKey.SECTION_POSITION) {
            throw AgentErrors.invalidArgument("section-position sorting requires a section filter");
        }
        List<String> excluded = params.excludedThreadIds();
        if (excluded != null && excluded.size() > MOST_EXCLUDED) {
            throw AgentErrors.invalidParams("excludedThreadIds takes at most " + MOST_EXCLUDED + " ids");
        }
    }

    /** True if no thread can meet the conditions: none is in a section, in a project, attached or a sub-agent here. */
    boolean matchesNothing() {
        return params.sectionId() != null
                || params.projectId() != null
                || params.attachedToThreadId() != null
                || params.parentThreadId() != null
                || params.ancestorThreadId() != null;
    }

    boolean ascending() {
        return params.sortDirection() == SortDirection.ASC;
    }

    Sort sort() {
        ThreadSortKey key = params.sortKey();
        if (key == ThreadSortKey.UPDATED_AT) {
            return Sort.UPDATED;
        }
        return key == ThreadSortKey.RECENCY_AT ? Sort.RECENCY : Sort.CREATED;
    }

    Filter filter() {
        return new Filter(
                Boolean.TRUE.equals(params.archived()),
                orAny(params.modelProviders()),
                sources(params.sourceKinds()),
                orAny(folders(params.cwd())),
                params.searchTerm(),
                orAny(params.excludedThreadIds()));
    }

    private static List<String> sources(@Nullable List<ThreadSourceKind> kinds) {
        if (kinds == null || kinds.isEmpty()) {
            return INTERACTIVE;
        }
        return kinds.stream().map(ThreadSourceKind::wire).toList();
    }

    private static @Nullable List<String> folders(@Nullable ThreadListCwdFilter filter) {
        if (filter instanceof ThreadListCwdFilter.StringValue one) {
            return List.of(one.value());
        }
        return filter instanceof ThreadListCwdFilter.ListValue several ? several.value() : null;
    }

    private static @Nullable List<String> orAny(@Nullable List<String> list) {
        return list == null || list.isEmpty() ? null : list;
    }
}
