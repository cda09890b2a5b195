package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.EnumValue;
import dev.parlance.codegen.model.Shape.Keyed;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Texts and objects with one member become a class that holds either.
 *
 * <pre>{@code
 * public final class AskForApproval {
 *     public static final AskForApproval NEVER = new AskForApproval("never", null);
 *     public static AskForApproval ofGranular(GranularConfig value) { … }
 *     public String getText() { … }
 *     public GranularConfig getGranular() { … }
 * }
 * }</pre>
 */
final class KeyedHolder {
    private final BeanEmission emission;
    private final Definition definition;
    private final Shape.KeyedUnion union;
    private final ClassName self;

    KeyedHolder(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.KeyedUnion) definition.shape();
        this.self = emission.classOf(definition.name());
    }

    TypeSpec.Builder emit() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc(
                        "$L\n\n<p>Either a text or an object with one member.\n",
                        JavaStyle.javadoc(
                                definition.doc().text(), "The type " + definition.name() + " of the protocol."));
        List<String> texts = union.values().stream().map(EnumValue::wire).toList();
        emission.style()
                .constants(texts, definition.location())
                .forEach((name, index) ->
                        type.addField(constant(name, union.values().get(index))));
        type.addField(String.class, "text", Modifier.PRIVATE, Modifier.FINAL)
                .addField(BeanTypes.ANY_OBJECT, "members", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor());
        if (union.open() || !texts.isEmpty()) {
            type.addMethod(ofText(texts));
        }
        addForms(type);
        if (union.open() || !union.keyed().isEmpty()) {
            type.addMethod(ofObject()).addType(wire());
        }
        return type.addMethod(getter("getText", BeanTypes.STRING, "The text; null where it is an object.", "text"))
                .addMethod(
                        getter("getMembers", BeanTypes.ANY_OBJECT, "The object; null where it is a text.", "members"))
                .addMethod(toJson())
                .addMethods(ValueMethods.equality(
                        self, List.of("text", "members"), CodeBlock.of("$T.valueOf(toJson())", String.class)));
    }

    private FieldSpec constant(String name, EnumValue value) {
        FieldSpec.Builder field = FieldSpec.builder(self, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", JavaStyle.javadoc(value.doc().text(), "The text " + value.wire() + "."))
                .initializer("new $T($L, null)", self, JavaStyle.literal(value.wire()));
        emission.stabilityMark(value.doc()).ifPresent(field::addAnnotation);
        return field.build();
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(String.class, "text")
                .addParameter(BeanTypes.ANY_OBJECT, "members")
                .addStatement("this.text = text")
                .addStatement("this.members = members")
                .build();
    }

    // Example: @JsonCreator(mode = DELEGATING) public static AskForApproval of(String text) { … }
    private MethodSpec ofText(List<String> texts) {
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addJavadoc(
                        union.open() ? "Any text.\n" : "That text.\n\n@throws IllegalArgumentException if it is none\n")
                .addAnnotation(Jackson.CREATOR)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(String.class, "text")
                .returns(self);
        if (!union.open()) {
            CodeBlock known = Jackson.literals(texts);
            of.beginControlFlow("if (!$T.of($L).contains(text))", List.class, known)
                    .addStatement(
                            "throw new $T($S + text)", IllegalArgumentException.class, "no " + self.simpleName() + ": ")
                    .endControlFlow();
        }
        return of.addStatement("return new $T(text, null)", self).build();
    }

    private void addForms(TypeSpec.Builder type) {
        Map<String, String> names = new HashMap<>();
        for (Keyed keyed : union.keyed()) {
            String name = formName(keyed);
            String other = names.putIfAbsent(name, keyed.key());
            if (other == null) {
                type.addMethod(ofForm(keyed, name)).addMethod(form(keyed, name));
            } else {
                emission.problems()
                        .error(
                                definition.location(),
                                "the forms " + other + " and " + keyed.key() + " of " + definition.name()
                                        + " both get the Java name " + name,
                                "rename one of them in the schema");
            }
        }
    }

    /** Apart from the names that the holder's own getters have. */
    private static String formName(Keyed keyed) {
        String name = BeanMembers.accessor("", JavaStyle.member(keyed.key()));
        return name.equals("Text") || name.equals("Members") ? name + "Form" : name;
    }

    // Example: public static AskForApproval ofGranular(GranularConfig value) { … }
    private MethodSpec ofForm(Keyed keyed, String name) {
        MethodSpec.Builder form = MethodSpec.methodBuilder("of" + name)
                .addJavadoc(
                        "$L\n",
                        JavaStyle.javadoc(keyed.doc().text(), "The object with the member " + keyed.key() + "."))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(emission.types().of(keyed.type()), "value")
                .returns(self)
                .addStatement(
                        "return new $T(null, $T.singletonMap($L, value))",
                        self,
                        Collections.class,
                        JavaStyle.literal(keyed.key()));
        emission.stabilityMark(keyed.doc()).ifPresent(form::addAnnotation);
        return form.build();
    }

    // Example: public GranularConfig getGranular() { return members == null ? null : (GranularConfig)
    // members.get("granular"); }
    private MethodSpec form(Keyed keyed, String name) {
        TypeName type = emission.types().of(keyed.type());
        CodeBlock member = CodeBlock.of("members.get($L)", JavaStyle.literal(keyed.key()));
        MethodSpec.Builder form = MethodSpec.methodBuilder("get" + name)
                .addJavadoc("The value of the member $L; null where it is another form.\n", JavaStyle.code(keyed.key()))
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return members == null ? null : $L", Jackson.cast(type, member));
        emission.stabilityMark(keyed.doc()).ifPresent(form::addAnnotation);
        if (Jackson.isUnchecked(type)) {
            form.addAnnotation(Jackson.UNCHECKED);
        }
        return form.build();
    }

    private MethodSpec ofObject() {
        MethodSpec.Builder read = MethodSpec.methodBuilder("read")
                .addAnnotation(Jackson.CREATOR)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(self.nestedClass(WireClass.NAME), "wire")
                .returns(self);
        if (!union.open()) {
            List<String> keys = union.keyed().stream().map(Keyed::key).toList();
            read.beginControlFlow(
                            "if (wire.members.size() != 1 || $T.disjoint(wire.members.keySet(), $T.of($L)))",
                            Collections.class,
                            List.class,
                            Jackson.literals(keys))
                    .addStatement(
                            "throw new $T($S + wire.members.keySet())",
                            IllegalArgumentException.class,
                            self.simpleName() + " cannot have the members ")
                    .endControlFlow();
        }
        return read.addStatement("return new $T(null, $T.unmodifiableMap(wire.members))", self, Collections.class)
                .build();
    }

    private TypeSpec wire() {
        Map<String, TypeName> members = new LinkedHashMap<>();
        union.keyed().forEach(keyed -> members.put(keyed.key(), emission.types().of(keyed.type())));
        return WireClass.of(members, Modifier.PRIVATE);
    }

    private static MethodSpec getter(String name, TypeName type, String doc, String field) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("$L\n", doc)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $N", field)
                .build();
    }

    private static MethodSpec toJson() {
        return MethodSpec.methodBuilder("toJson")
                .addJavadoc("What stands in JSON for this: the text or the object.\n")
                .addAnnotation(Jackson.VALUE)
                .addModifiers(Modifier.PUBLIC)
                .returns(Object.class)
                .addStatement("return text != null ? text : members")
                .build();
    }
}
