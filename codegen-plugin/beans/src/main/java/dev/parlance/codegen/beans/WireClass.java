package dev.parlance.codegen.beans;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.JavaStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * The class an object is read into before it is known which form it is: all members, those with a known type in it.
 *
 * <pre>{@code
 * final class Wire {
 *     private final Map<String, Object> members = new LinkedHashMap<>();
 *     @JsonProperty("text") private void read0(String value) { members.put("text", value); }
 *     @JsonAnySetter private void readOther(String name, Object value) { members.put(name, value); }
 * }
 * }</pre>
 */
final class WireClass {
    static final String NAME = "Wire";

    private WireClass() {}

    /** The class for objects with these members and others. */
    static TypeSpec of(Map<String, TypeName> members, Modifier visibility) {
        TypeSpec.Builder wire = TypeSpec.classBuilder(NAME)
                .addJavadoc("What JSON is read into; of no use otherwise.\n")
                .addModifiers(visibility, Modifier.STATIC, Modifier.FINAL)
                .addField(FieldSpec.builder(BeanTypes.ANY_OBJECT, "members", Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T<>()", LinkedHashMap.class)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(MethodSpec.methodBuilder("readOther")
                        .addAnnotation(Jackson.ANY_SETTER)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(String.class, "name")
                        .addParameter(Object.class, "value")
                        .addStatement("members.put(name, value)")
                        .build());
        int index = 0;
        for (Map.Entry<String, TypeName> member : members.entrySet()) {
            wire.addMethod(reader(index++, member.getKey(), member.getValue()));
        }
        return wire.build();
    }

    private static MethodSpec reader(int index, String member, TypeName type) {
        return MethodSpec.methodBuilder("read" + index)
                .addAnnotation(Jackson.property(member))
                .addModifiers(Modifier.PRIVATE)
                .addParameter(type, "value")
                .addStatement("members.put($L, value)", JavaStyle.literal(member))
                .build();
    }
}
