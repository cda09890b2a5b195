package dev.parlance.codegen.beans;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.beans.BeanMembers.Member;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The getters that a union's interface declares: that of the tag, and those that every variant has. */
final class SharedGetters {
    private final BeanEmission emission;

    /**
     * One of them.
     *
     * @param text what to say of it
     */
    record Getter(String name, String wire, TypeName type, String text) {
        // Example: String getId();
        MethodSpec declaration() {
            return method().addModifiers(Modifier.ABSTRACT)
                    .addJavadoc("$L\n", JavaStyle.javadoc(text, "The member " + wire + "."))
                    .build();
        }

        /** In a class that holds a variant as it came, of which text alone can be read. */
        MethodSpec ofMembers(CodeBlock members) {
            return type.equals(BeanTypes.STRING)
                    ? method().addAnnotation(Override.class)
                            .addStatement(
                                    "return $L.get($L) instanceof $T text ? text : null",
                                    members,
                                    JavaStyle.literal(wire),
                                    String.class)
                            .build()
                    : ofNothing();
        }

        /** In a class that is no object. */
        MethodSpec ofNothing() {
            return method().addAnnotation(Override.class)
                    .addStatement("return null")
                    .build();
        }

        private MethodSpec.Builder method() {
            return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
        }
    }

    SharedGetters(BeanEmission emission) {
        this.emission = emission;
    }

    /** Those of a tagged union, the tag's first. */
    List<Getter> of(dev.parlance.codegen.model.TypeName union) {
        Shape.TaggedUnion shape =
                (Shape.TaggedUnion) emission.protocol().definition(union).shape();
        List<Getter> getters = new ArrayList<>();
        getters.add(new Getter(
                BeanMembers.accessor("get", BeanMembers.name(shape.tag())),
                shape.tag(),
                BeanTypes.STRING,
                "Tells the variants apart: the member " + shape.tag() + "."));
        List<BeanMembers> variants = emission.hierarchy().structs(union).stream()
                .map(emission::members)
                .toList();
        if (!variants.isEmpty()) {
            for (Member member : variants.get(0).all()) {
                if (variants.stream().allMatch(variant -> has(variant, member))) {
                    getters.add(new Getter(
                            member.getter(),
                            member.wire(),
                            member.type(),
                            member.property().doc().text()));
                }
            }
        }
        return getters;
    }

    /** Those of all unions that a union is a variant of, by name. */
    Map<String, Getter> inherited(dev.parlance.codegen.model.TypeName union) {
        Map<String, Getter> getters = new LinkedHashMap<>();
        for (dev.parlance.codegen.model.TypeName parent : emission.hierarchy().unions(union)) {
            if (emission.protocol().definition(parent).shape() instanceof Shape.TaggedUnion) {
                of(parent).forEach(getter -> getters.putIfAbsent(getter.name(), getter));
            }
            inherited(parent).forEach(getters::putIfAbsent);
        }
        return getters;
    }

    private static boolean has(BeanMembers members, Member wanted) {
        return members.all().stream()
                .anyMatch(m -> m.name().equals(wanted.name()) && m.type().equals(wanted.type()));
    }
}
