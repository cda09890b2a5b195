package dev.parlance.codegen.beans;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.java.JavaStyle;
import java.util.Collection;

/** The annotations of Jackson in what is written with JavaPoet, and the warnings that have to be kept quiet. */
final class Jackson {
    private static final String PACKAGE = "com.fasterxml.jackson.annotation";
    static final ClassName VALUE = ClassName.get(PACKAGE, "JsonValue");
    static final ClassName ANY_GETTER = ClassName.get(PACKAGE, "JsonAnyGetter");
    static final ClassName ANY_SETTER = ClassName.get(PACKAGE, "JsonAnySetter");
    static final ClassName TYPE_INFO = ClassName.get(PACKAGE, "JsonTypeInfo");
    static final ClassName SUB_TYPES = ClassName.get(PACKAGE, "JsonSubTypes");
    private static final ClassName CREATOR_TYPE = ClassName.get(PACKAGE, "JsonCreator");
    private static final ClassName INCLUDE = ClassName.get(PACKAGE, "JsonInclude");
    private static final ClassName PROPERTY = ClassName.get(PACKAGE, "JsonProperty");
    private static final ClassName AUTO_DETECT = ClassName.get(PACKAGE, "JsonAutoDetect");

    /** The one argument is read, then given to the method. */
    static final AnnotationSpec CREATOR = AnnotationSpec.builder(CREATOR_TYPE)
            .addMember("mode", "$T.Mode.DELEGATING", CREATOR_TYPE)
            .build();

    /** Variants must not inherit the union's way of being read: it would look for the variant again. */
    static final AnnotationSpec NO_TYPE_INFO = AnnotationSpec.builder(TYPE_INFO)
            .addMember("use", "$T.Id.NONE", TYPE_INFO)
            .build();

    /** Write always, nulls inside included. */
    static final AnnotationSpec INCLUDE_ALWAYS = AnnotationSpec.builder(INCLUDE)
            .addMember("value", "$T.Include.ALWAYS", INCLUDE)
            .addMember("content", "$T.Include.ALWAYS", INCLUDE)
            .build();

    /** Only what is annotated counts as a member. */
    static final AnnotationSpec NO_GETTERS = AnnotationSpec.builder(AUTO_DETECT)
            .addMember("getterVisibility", "$T.Visibility.NONE", AUTO_DETECT)
            .addMember("isGetterVisibility", "$T.Visibility.NONE", AUTO_DETECT)
            .addMember("setterVisibility", "$T.Visibility.NONE", AUTO_DETECT)
            .build();

    static final AnnotationSpec UNCHECKED = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "$S", "unchecked")
            .build();

    private Jackson() {}

    static AnnotationSpec property(String wire) {
        return AnnotationSpec.builder(PROPERTY)
                .addMember("value", JavaStyle.literal(wire))
                .build();
    }

    /** Text literals with commas between them. */
    static CodeBlock literals(Collection<String> texts) {
        return texts.stream().map(JavaStyle::literal).collect(CodeBlock.joining(", "));
    }

    /** An expression of type Object as one of the type; javac warns of a cast that changes nothing. */
    static CodeBlock cast(TypeName type, CodeBlock expression) {
        return type.equals(ClassName.OBJECT) ? expression : CodeBlock.of("($T) $L", type, expression);
    }

    /** Whether such a cast is one that javac cannot check. */
    static boolean isUnchecked(TypeName type) {
        return type instanceof ParameterizedTypeName;
    }
}
