package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Shape.Alternative;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Links objects that are told apart by the members they must have. Those that must have the same, but where one has all the
 * members of the other, become one object: its members tell what it is.
 */
final class ObjectAlternatives {
    private final Linking linking;
    private final TaggedLinker tagged;
    private final TaggedLinker.Frame frame;
    private @Nullable Flat merged;

    /** The frame is that of the variants, where the alternatives share a tag's value. */
    ObjectAlternatives(Linking linking, TaggedLinker tagged, TaggedLinker.Frame frame) {
        this.linking = linking;
        this.tagged = tagged;
        this.frame = frame;
    }

    private record Group(Set<String> needs, List<Leaf> leaves) {}

    /** The members of all alternatives, where they turned out to be one object without a definition yet; else null. */
    @Nullable
    Flat merged() {
        return merged;
    }

    /** The alternatives, those that need most first. */
    List<Alternative> link(TypeName name, List<Leaf> leaves) {
        Map<Set<String>, List<Leaf>> byNeeds = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            byNeeds.computeIfAbsent(needs(leaf), n -> new ArrayList<>()).add(leaf);
        }
        List<Group> groups = new ArrayList<>();
        byNeeds.forEach((needs, same) -> groups.add(new Group(needs, same)));
        groups.sort((a, b) -> b.needs().size() - a.needs().size());
        Set<String> common = new LinkedHashSet<>(groups.get(0).needs());
        groups.forEach(group -> common.retainAll(group.needs()));
        List<Alternative> out = new ArrayList<>();
        for (Group group : groups) {
            List<String> keys = keys(group, common, groups.size());
            TypeRef type = type(name, group, keys, groups.size());
            String own = type instanceof TypeRef.Named named ? named.name().name() : "Object";
            out.add(new Alternative(own, type, JsonKind.OBJECT, keys));
        }
        return out;
    }

    /** Whether no two of them must have the same members. */
    boolean tellsApart(List<Leaf> leaves) {
        return leaves.stream().map(this::needs).distinct().count() == leaves.size();
    }

    private static List<String> keys(Group group, Set<String> common, int groups) {
        if (groups == 1) {
            return List.of();
        }
        List<String> keys =
                group.needs().stream().filter(k -> !common.contains(k)).sorted().toList();
        return keys.isEmpty() ? group.needs().stream().sorted().toList() : keys;
    }

    private Set<String> needs(Leaf leaf) {
        Set<String> needs = new TreeSet<>();
        if (leaf.schema().isUnion()) {
            Tags.Tag tag = Tags.find(new Leaves(linking).of(leaf.schema(), true), linking);
            if (tag != null) {
                needs.add(tag.member());
            }
        }
        if (leaf.flat() != null) {
            needs.addAll(leaf.flat().required);
        }
        needs.remove(frame.tag());
        return needs;
    }

    private TypeRef type(TypeName union, Group group, List<String> keys, int groups) {
        Leaf first = group.leaves().get(0);
        String prefix = keys.stream().limit(3).map(Names::pascal).collect(Collectors.joining());
        TypeName own = new TypeName(
                union.namespace(),
                groups == 1 ? union.name() + "Object" : (prefix.isEmpty() ? "Other" : prefix) + union.name());
        if (group.leaves().size() > 1) {
            return several(own, group.leaves(), groups);
        }
        if (!frame.tag().isEmpty()) {
            return new TypeRef.Named(tagged.variant(own, first, frame));
        }
        TypeName ref = first.ref();
        if (ref != null) {
            return linking.named(ref);
        }
        if (first.isMap() || first.isPlainObject()) {
            return linking.types.type(first.written(), own, "");
        }
        return new TypeRef.Named(
                linking.derive(own, first.written(), () -> linking.shapes.inline(own, first.written())));
    }

    private TypeRef several(TypeName own, List<Leaf> leaves, int groups) {
        Flat all = merge(leaves);
        if (all == null) {
            return TypeRef.Scalar.ANY_OBJECT;
        }
        if (groups == 1 && !frame.tag().isEmpty()) {
            merged = all;
            return TypeRef.Scalar.ANY_OBJECT;
        }
        Schema first = leaves.get(0).written();
        return new TypeRef.Named(linking.derive(own, first, () -> tagged.struct(own, all, first, frame)));
    }

    private @Nullable Flat merge(List<Leaf> leaves) {
        Flat out = new Flat();
        Map<String, List<Schema>> members = new LinkedHashMap<>();
        out.closed = true;
        for (Leaf leaf : leaves) {
            Flat flat = leaf.flat();
            if (flat == null || flat.properties.isEmpty() || !flat.choices.isEmpty() || !isNested(leaf, leaves)) {
                linking.problems.error(
                        leaf.written().at(),
                        "nothing tells the alternative from the others: they must have the same members",
                        "add a tag, or require a member that the others do not have");
                return null;
            }
            flat.properties.forEach((member, schema) -> Flattener.widen(members, member, schema));
            out.required.addAll(flat.required);
            out.closed &= flat.closed;
            out.rest = flat.rest == null ? out.rest : flat.rest;
        }
        members.forEach((member, seen) -> out.properties.put(member, Flattener.either(seen)));
        return out;
    }

    private static boolean isNested(Leaf leaf, List<Leaf> leaves) {
        Set<String> own =
                leaf.flat() == null ? Set.of() : leaf.flat().properties.keySet();
        return leaves.stream().allMatch(other -> {
            Set<String> others =
                    other.flat() == null ? Set.of() : other.flat().properties.keySet();
            return own.containsAll(others) || others.containsAll(own);
        });
    }
}
