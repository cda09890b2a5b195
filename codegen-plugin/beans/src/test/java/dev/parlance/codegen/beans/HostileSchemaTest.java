package dev.parlance.codegen.beans;

import static dev.parlance.codegen.beans.Model.deprecated;
import static dev.parlance.codegen.beans.Model.documented;
import static dev.parlance.codegen.beans.Model.named;
import static dev.parlance.codegen.beans.Model.optional;
import static dev.parlance.codegen.beans.Model.struct;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.EnumValue;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSchemaTest {
    /** What ends a comment or a literal, or begins an escape, a tag or an expression, in one place or another. */
    static List<String> texts() {
        return List.of(
                "*/ public static int pwned; /*",
                "\\u002a\\u002f public static int pwned; //",
                "\\\\u002a/ public static int pwned; /*",
                "\"; public static int pwned; String s = \"",
                "\\\"; public static int pwned; //",
                "a\n */ public static int pwned;\r\n/*",
                "{@link java.lang.System} @deprecated @Override <script>alert(1)</script> $T $L $$ %s ${x}",
                "\u2028\u0085\u0000\ud83d\ude00\ud800",
                "../../../etc/passwd",
                "package",
                "String",
                " ",
                "a".repeat(900));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textStaysText(String text) {
        Protocol protocol = protocol(text);
        CompiledBeans beans = CompiledBeans.of(protocol);
        for (SourceFile file : CompiledBeans.emit(protocol)) {
            assertThat(file.path()).matches("[A-Za-z0-9_/]+(package-info)?\\.java");
            assertThat(file.text()).matches("(?s)[\\x20-\\x7e\\n]*");
        }
        for (TypeName name : protocol.definitions().keySet()) {
            assertThat(beans.type(name).getFields())
                    .noneMatch(field -> field.getName().equals("pwned"));
        }
        JsonNode value = JsonNodeFactory.instance.textNode(text);
        ObjectNode bean = JsonNodeFactory.instance.objectNode();
        bean.set(text, value);
        bean.set("color", value);
        bean.set("status", value);
        bean.set("item", JsonNodeFactory.instance.objectNode().put(text + "tag", text));
        bean.set("form", JsonNodeFactory.instance.objectNode().put(text, text));
        TypeName type = new TypeName(text, text + " type");
        assertThat(Json.of(beans.through2(type, bean))).isEqualTo(Json.of(bean));
        assertThat(Json.of(beans.through3(type, bean))).isEqualTo(Json.of(bean));
    }

    private static Protocol protocol(String text) {
        Doc doc = new Doc(text, Stability.EXPERIMENTAL);
        List<Property> properties = new ArrayList<>();
        properties.add(documented(text, doc));
        properties.add(documented("old", deprecated(text)));
        properties.add(optional("color", named("Color")));
        properties.add(optional("status", named("Status")));
        properties.add(optional("item", named("Item")));
        properties.add(optional("form", named("Form")));
        EnumValue value = new EnumValue(text, doc);
        return new Model()
                .define(
                        new TypeName(text, text + " type"),
                        doc,
                        new Shape.Struct(properties, List.of(List.of(text)), false, null))
                .define(TypeName.of("Color"), doc, new Shape.Enumeration(List.of(value), false))
                .define(TypeName.of("Status"), doc, new Shape.Enumeration(List.of(value), true))
                .define(
                        TypeName.of("Item"),
                        doc,
                        new Shape.TaggedUnion(
                                text + "tag",
                                List.of(new Shape.Variant(text, TypeName.of("OneItem"))),
                                List.of(),
                                true))
                .define(TypeName.of("OneItem"), deprecated(text), struct())
                .define(
                        TypeName.of("Form"),
                        doc,
                        new Shape.KeyedUnion(List.of(value), List.of(new Shape.Keyed(text, Scalar.STRING, doc)), true))
                .protocol();
    }

    @Test
    void namesOfGeneratedCodeAreNoTrap() {
        Model model = new Model();
        List<Property> properties = new ArrayList<>();
        for (String name : List.of(
                "hashCode",
                "getClass",
                "notify",
                "rhs",
                "other",
                "result",
                "sb",
                "value",
                "name",
                "members",
                "text",
                "additionalProperty",
                "__EMPTY__",
                "this",
                "$ref",
                "enum",
                "extends",
                "javaType")) {
            properties.add(optional(name, Scalar.STRING));
        }
        model.define("Traps", struct(properties.toArray(Property[]::new)));
        for (String name : List.of(
                "JsonIgnore",
                "HashMap",
                "LinkedHashMap",
                "JsonProperty",
                "Override",
                "Integer",
                "StringBuilder",
                "Generated",
                "Unknown",
                "Wire",
                "Objects",
                "Experimental",
                "Map",
                "SuppressWarnings",
                "JsonAutoDetect")) {
            model.define(name, struct(optional("a", named("Traps")), optional("b", Scalar.ANY_OBJECT)));
            properties.add(optional("x" + name, named(name)));
        }
        model.define("All", struct(properties.toArray(Property[]::new)));
        Protocol protocol = model.protocol();
        JsonNode json = CompiledBeans.parse("{\"$ref\":\"#\",\"enum\":\"e\",\"xHashMap\":{\"a\":{\"this\":\"t\"}}}");
        assertThat(Json.of(CompiledBeans.of(protocol).through2(TypeName.of("All"), json)))
                .isEqualTo(Json.of(json));
    }
}
