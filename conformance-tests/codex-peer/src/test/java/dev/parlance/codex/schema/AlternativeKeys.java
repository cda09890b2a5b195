package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names for the alternatives of a union that follow from the JSON they accept, since neither their order nor their
 * titles are on the wire: {@code type=image}, <code>{denied}</code> for one tagged from outside, {@code string},
 * {@code object requiring text,uri}. Where all that is alike their order decides, as a last resort.
 */
final class AlternativeKeys {
    private final Function<JsonNode, Optional<String>> constants;
    private final List<Function<ShapeDraft, String>> levels =
            List.of(this::base, AlternativeKeys::byRequired, AlternativeKeys::byMembers);

    /** @param constants the only value a schema allows, if it allows only one */
    AlternativeKeys(Function<JsonNode, Optional<String>> constants) {
        this.constants = constants;
    }

    Map<String, JsonNode> of(List<ShapeDraft.Alternative> alternatives) {
        Map<String, JsonNode> keyed = new TreeMap<>();
        name(alternatives, 0, "", keyed);
        return keyed;
    }

    /** Goes into finer detail only for those that look alike so far. */
    private void name(List<ShapeDraft.Alternative> group, int level, String key, Map<String, JsonNode> keyed) {
        if (level > 0 && group.size() == 1) {
            keyed.put(key, group.get(0).schema());
        } else if (level == levels.size()) {
            for (int i = 0; i < group.size(); i++) {
                keyed.put(key + " #" + (i + 1), group.get(i).schema());
            }
        } else {
            group.stream()
                    .collect(Collectors.groupingBy(one -> levels.get(level).apply(one.draft())))
                    .forEach((finer, alike) -> name(alike, level + 1, key + finer, keyed));
        }
    }

    private String base(ShapeDraft draft) {
        String tags = draft.required.stream()
                .flatMap(name -> tag(name, draft).stream())
                .collect(Collectors.joining(","));
        if (!tags.isEmpty()) {
            return tags;
        }
        return draft.closed() && draft.required.size() == 1 ? "{" + draft.required.first() + "}" : draft.kind();
    }

    private Optional<String> tag(String name, ShapeDraft draft) {
        return Optional.ofNullable(draft.members.get(name)).flatMap(constants).map(value -> name + "=" + value);
    }

    private static String byRequired(ShapeDraft draft) {
        return draft.required.isEmpty() ? "" : " requiring " + String.join(",", draft.required);
    }

    private static String byMembers(ShapeDraft draft) {
        return draft.members.isEmpty() ? "" : " with " + String.join(",", draft.members.keySet());
    }
}
