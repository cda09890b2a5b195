package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.beans.SharedGetters.Getter;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.Alternative;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import javax.lang.model.element.Modifier;

/**
 * Alternatives told apart by the kind of JSON value become an interface with a class around each that is no object;
 * objects implement it themselves.
 *
 * <pre>{@code
 * public interface RequestId {
 *     @JsonCreator static RequestId of(String value) { return new StringValue(value); }
 *     @JsonCreator static RequestId of(long value) { return new IntegerValue(value); }
 *     final class StringValue implements RequestId { @JsonValue public String getValue() … }
 * }
 * }</pre>
 */
final class KindInterface {
    private final BeanEmission emission;
    private final Definition definition;
    private final Shape.KindUnion union;
    private final ClassName self;
    private final Map<String, Getter> inherited;

    KindInterface(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.KindUnion) definition.shape();
        this.self = emission.classOf(definition.name());
        this.inherited = new SharedGetters(emission).inherited(definition.name());
    }

    TypeSpec.Builder emit() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "$L\n",
                        JavaStyle.javadoc(
                                definition.doc().text(), "The type " + definition.name() + " of the protocol."));
        SortedSet<dev.parlance.codegen.model.TypeName> parents =
                emission.hierarchy().unions(definition.name());
        parents.forEach(parent -> type.addSuperinterface(emission.classOf(parent)));
        if (!parents.isEmpty()) {
            type.addAnnotation(Jackson.NO_TYPE_INFO);
        }
        KindObjects objects = new KindObjects(emission, definition);
        type.addMethods(new KindCreators(emission, definition).all());
        objects.creator().ifPresent(type::addMethod);
        Map<String, TypeSpec> nested = new LinkedHashMap<>();
        for (Alternative alternative : union.alternatives()) {
            if (!objects.isVariant(alternative)) {
                TypeSpec wrapper = wrapper(alternative);
                nested.put(wrapper.name(), wrapper);
            }
        }
        type.addTypes(nested.values());
        if (union.open()) {
            type.addType(unknown());
        }
        objects.wire().ifPresent(type::addType);
        return type;
    }

    /** The class around an alternative that cannot implement the interface itself. */
    static ClassName wrapperClass(ClassName union, Alternative alternative) {
        String name = JavaStyle.type(alternative.name()) + "Value";
        return union.nestedClass(name.equals(union.simpleName()) ? name + "Form" : name);
    }

    private TypeSpec wrapper(Alternative alternative) {
        TypeSpec.Builder type = nested(
                wrapperClass(self, alternative),
                emission.types().of(alternative.type()),
                "The form that is " + KindCreators.describe(alternative.kind()) + ".");
        inherited.values().forEach(getter -> type.addMethod(getter.ofNothing()));
        return type.build();
    }

    private TypeSpec unknown() {
        TypeSpec.Builder type = nested(
                self.nestedClass("Unknown"),
                ClassName.OBJECT,
                "A value this version does not know; written back unchanged.");
        inherited
                .values()
                .forEach(getter -> type.addMethod(
                        getter.ofMembers(CodeBlock.of("value instanceof $T<?, ?> members && members", Map.class))));
        return type.build();
    }

    private TypeSpec.Builder nested(ClassName name, TypeName value, String doc) {
        return ValueMethods.holder(name, value)
                .addJavadoc("$L\n", doc)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(self);
    }
}
