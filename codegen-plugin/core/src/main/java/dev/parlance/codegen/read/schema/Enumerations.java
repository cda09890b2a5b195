package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Shape.EnumValue;
import dev.parlance.codegen.model.Shape.Enumeration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sets of texts: in one list, or split over alternatives to give each its own description. */
final class Enumerations {
    private Enumerations() {}

    static Enumeration of(List<String> texts, boolean open) {
        return new Enumeration(
                texts.stream().map(t -> new EnumValue(t, Doc.NONE)).toList(), open);
    }

    /** Whether the alternatives are texts, one of them at most any text at all. */
    static boolean match(List<Leaf> leaves) {
        boolean listed = leaves.stream().anyMatch(leaf -> leaf.schema().types().texts() != null);
        long plain = leaves.stream().filter(Leaf::isPlainText).count();
        return listed
                && plain <= 1
                && leaves.stream()
                        .allMatch(l -> l.isPlainText() || l.schema().types().texts() != null);
    }

    static Enumeration of(List<Leaf> leaves, Location at, Linking linking, boolean open) {
        boolean any = leaves.stream().anyMatch(Leaf::isPlainText);
        return new Enumeration(values(leaves, at, linking), open || any);
    }

    static List<EnumValue> values(List<Leaf> leaves, Location at, Linking linking) {
        List<EnumValue> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Leaf leaf : leaves) {
            List<String> texts = leaf.texts();
            Doc doc = texts.size() == 1 ? leaf.doc(linking) : Doc.NONE;
            for (String text : texts) {
                if (seen.add(text)) {
                    values.add(new EnumValue(text, doc));
                } else {
                    linking.problems.error(at, "the value '" + text + "' is listed twice", "list it once");
                }
            }
        }
        return values;
    }
}
