package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Shape.JsonKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the member that tells the alternatives of a union apart: required in each, limited to other texts in each. */
final class Tags {
    /**
     * A union's tag.
     *
     * @param groups the alternatives of each value; more than one where members tell them apart further
     * @param catchAll whether one alternative takes all other values
     */
    record Tag(String member, Map<String, List<Leaf>> groups, boolean catchAll) {}

    private Tags() {}

    /** The tag; null where there is none. */
    static @Nullable Tag find(List<Leaf> leaves, Linking linking) {
        Leaf first = null;
        for (Leaf leaf : leaves) {
            if (leaf.flat() == null) {
                return null;
            }
            first = first == null && !isExcluding(leaf) ? leaf : first;
        }
        if (first == null || first.flat() == null) {
            return null;
        }
        Tag best = null;
        int most = 0;
        for (String member : first.flat().required) {
            Set<List<String>> sets = new HashSet<>();
            Tag tag = first.limits(member, linking).isEmpty() ? null : tag(member, leaves, linking, sets);
            if (tag != null && sets.size() > most && tells(tag, sets.size(), leaves.size())) {
                best = tag;
                most = sets.size();
            }
        }
        return best;
    }

    private static boolean tells(Tag tag, int sets, int leaves) {
        return sets > 1 || (tag.groups().size() == 1 && leaves - (tag.catchAll() ? 1 : 0) == 1);
    }

    private static @Nullable Tag tag(String member, List<Leaf> leaves, Linking linking, Set<List<String>> sets) {
        Map<String, List<Leaf>> groups = new LinkedHashMap<>();
        Map<String, List<String>> setOf = new LinkedHashMap<>();
        boolean catchAll = false;
        for (Leaf leaf : leaves) {
            List<String> texts = leaf.limits(member, linking);
            if (texts.isEmpty() && (catchAll || !isCatchAll(leaf, member))) {
                return null;
            }
            catchAll |= texts.isEmpty();
            if (!texts.isEmpty()) {
                sets.add(texts);
            }
            for (String text : texts) {
                List<String> other = setOf.putIfAbsent(text, texts);
                if (other != null && !other.equals(texts)) {
                    return null;
                }
                groups.computeIfAbsent(text, t -> new ArrayList<>()).add(leaf);
            }
        }
        return new Tag(member, groups, catchAll);
    }

    /** Takes any text for a tag: only where it excludes the others' values or has nothing but the tag. */
    private static boolean isCatchAll(Leaf leaf, String member) {
        Flat flat = leaf.flat();
        Schema tag = flat == null ? null : flat.properties.get(member);
        return flat != null
                && tag != null
                && tag.kind() == JsonKind.STRING
                && tag.types().texts() == null
                && (isExcluding(leaf) || flat.properties.size() == 1);
    }

    private static boolean isExcluding(Leaf leaf) {
        return leaf.written().origin().excludes() || leaf.schema().origin().excludes();
    }
}
