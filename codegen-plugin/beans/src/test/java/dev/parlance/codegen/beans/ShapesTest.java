package dev.parlance.codegen.beans;

import static dev.parlance.codegen.beans.Model.alternative;
import static dev.parlance.codegen.beans.Model.clearing;
import static dev.parlance.codegen.beans.Model.listOf;
import static dev.parlance.codegen.beans.Model.mapOf;
import static dev.parlance.codegen.beans.Model.named;
import static dev.parlance.codegen.beans.Model.optional;
import static dev.parlance.codegen.beans.Model.orNull;
import static dev.parlance.codegen.beans.Model.required;
import static dev.parlance.codegen.beans.Model.requiredOrNull;
import static dev.parlance.codegen.beans.Model.struct;
import static dev.parlance.codegen.beans.Model.text;
import static dev.parlance.codegen.beans.Model.texts;
import static dev.parlance.codegen.beans.Model.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import dev.parlance.codegen.model.TypeRef.Scalar;
import dev.parlance.codegen.sample.RandomInstances;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A protocol with every shape, compiled once. */
class ShapesTest {
    private static final Protocol PROTOCOL = protocol();
    private static final CompiledBeans BEANS = CompiledBeans.of(PROTOCOL);

    private static Protocol protocol() {
        Model model = new Model()
                .define(
                        "Thread",
                        struct(
                                required("id", Scalar.STRING),
                                requiredOrNull("parent", Scalar.STRING),
                                required("free", Scalar.ANY),
                                optional("title", Scalar.STRING),
                                clearing("sha", Scalar.STRING),
                                optional("count", Scalar.INT64),
                                optional("small", Scalar.INT32),
                                optional("big", Scalar.BIG_INTEGER),
                                optional("ratio", Scalar.NUMBER),
                                optional("on", Scalar.BOOLEAN),
                                optional("any", Scalar.ANY),
                                optional("object", Scalar.ANY_OBJECT),
                                optional("path", named("Path")),
                                optional("paths", listOf(named("Path"))),
                                optional("labels", mapOf(orNull(Scalar.STRING))),
                                optional("children", listOf(named("Thread"))),
                                optional("class", Scalar.STRING),
                                optional("otlp-http", Scalar.STRING),
                                optional("_meta", Scalar.STRING),
                                optional("additionalProperties", Scalar.STRING),
                                optional("URL", Scalar.STRING),
                                optional("", Scalar.STRING)))
                .define("Empty", struct())
                .define("Closed", new Shape.Struct(List.of(optional("a", Scalar.STRING)), List.of(), true, null))
                .define(
                        "Counts",
                        new Shape.Struct(List.of(required("all", Scalar.INT64)), List.of(), false, Scalar.INT64))
                .define("Path", new Shape.Alias(Scalar.STRING))
                .define("Color", texts(false, "red", "constants", "a-b", "default"))
                .define("Status", texts(true, "active", "systemError"));
        addUnions(model);
        return model.protocol();
    }

    private static void addUnions(Model model) {
        model.define(
                        "Item",
                        new Shape.TaggedUnion(
                                "type",
                                List.of(variant("text", "TextItem"), variant("image", "ImageItem")),
                                List.of(required("id", Scalar.STRING)),
                                true))
                .define("TextItem", struct(required("id", Scalar.STRING), optional("color", named("Color"))))
                .define(
                        "ImageItem",
                        new Shape.KindUnion(
                                List.of(
                                        alternative("Url", JsonKind.OBJECT, named("UrlItem"), "url"),
                                        alternative("File", JsonKind.OBJECT, named("FileItem"), "fileId")),
                                true))
                .define("UrlItem", struct(required("id", Scalar.STRING), required("url", Scalar.STRING)))
                .define(
                        "FileItem",
                        struct(
                                required("id", Scalar.STRING),
                                required("fileId", Scalar.STRING),
                                optional("tags", listOf(Scalar.STRING))))
                .define("ClosedItem", new Shape.TaggedUnion("kind", List.of(variant("x", "XItem")), List.of(), false))
                .define("XItem", struct(optional("item", named("Item"))))
                .define(
                        "Approval",
                        new Shape.KeyedUnion(
                                List.of(text("never"), text("on-request")),
                                List.of(
                                        new Shape.Keyed("granular", named("Closed"), Doc.NONE),
                                        new Shape.Keyed("paths", listOf(Scalar.STRING), Doc.NONE),
                                        new Shape.Keyed("class", Scalar.ANY, Doc.NONE)),
                                true))
                .define(
                        "Strict",
                        new Shape.KeyedUnion(
                                List.of(text("off")), List.of(new Shape.Keyed("on", Scalar.INT32, Doc.NONE)), false))
                .define(
                        "RequestId",
                        new Shape.KindUnion(
                                List.of(
                                        alternative("String", JsonKind.STRING, Scalar.STRING),
                                        alternative("Integer", JsonKind.INTEGER, Scalar.INT64)),
                                false))
                .define(
                        "Anything",
                        new Shape.KindUnion(
                                List.of(
                                        alternative("Status", JsonKind.STRING, named("Status")),
                                        alternative("Number", JsonKind.NUMBER, Scalar.NUMBER),
                                        alternative("Flag", JsonKind.BOOLEAN, Scalar.BOOLEAN),
                                        alternative("List", JsonKind.ARRAY, listOf(named("Status"))),
                                        alternative("Item", JsonKind.OBJECT, named("XItem"), "item")),
                                true))
                .define(
                        "Holder",
                        struct(
                                optional("items", listOf(named("Item"))),
                                optional("text", named("TextItem")),
                                optional("approval", named("Approval")),
                                optional("id", named("RequestId")),
                                optional("status", mapOf(named("Status"))),
                                optional("closed", named("ClosedItem"))));
    }

    @Test
    void randomInstancesOfEveryTypeRoundTripOnBothJacksons() {
        RandomInstances instances = new RandomInstances(PROTOCOL, 1);
        PROTOCOL.definitions().forEach((name, definition) -> {
            if (!(definition.shape() instanceof Shape.Alias)) {
                for (int i = 0; i < 50; i++) {
                    JsonNode json = instances.next(name);
                    assertThat(List.of(
                                    Json.withoutNulls(BEANS.through2(name, json)),
                                    Json.withoutNulls(BEANS.through3(name, json))))
                            .as("%s: %s", name, json)
                            .containsOnly(Json.withoutNulls(json));
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Thread     | {"id":"1","parent":null,"free":null}
            Thread     | {"id":"1","parent":"0","free":{"a":null},"labels":{"x":null,"y":"z"},"unknown":null,"more":[1,null]}
            Thread     | {"id":"1","parent":"0","free":1,"any":[null],"object":{"a":null},"class":"c","otlp-http":"o","_meta":"m","additionalProperties":"p","URL":"u","":"e"}
            Empty      | {"later":{"a":[1.5,18446744073709551615]}}
            Closed     | {"a":"b"}
            Counts     | {"all":9007199254740993,"red":1}
            Color      | "constants"
            Status     | "never-heard-of"
            Item       | {"type":"text","id":"1","color":"a-b","later":null}
            Item       | {"type":"image","id":"1","url":"u","later":1}
            Item       | {"type":"image","id":"1","fileId":"f","tags":["a"]}
            Item       | {"type":"image","id":"1","neither":null}
            Item       | {"type":"video","id":"1","length":null}
            Item       | {"id":"1","url":null}
            ImageItem  | {"type":"image","id":"1","url":"u"}
            TextItem   | {"type":"text","id":"1"}
            ClosedItem | {"kind":"x","item":{"type":"video"}}
            Approval   | "on-request"
            Approval   | "sometimes"
            Approval   | {"granular":{"a":"b"}}
            Approval   | {"paths":["/a"]}
            Approval   | {"class":null}
            Approval   | {"other":{"a":null}}
            Strict     | "off"
            Strict     | {"on":1}
            RequestId  | "1"
            RequestId  | -9223372036854775808
            Anything   | "odd"
            Anything   | 1.5
            Anything   | true
            Anything   | ["active","odd"]
            Anything   | {"item":{"type":"text","id":"1"},"kind":"x"}
            Anything   | {"neither":[1]}
            Holder     | {"text":{"type":"text","id":"1"},"items":[{"type":"text","id":"2"},{"type":"video"}],"approval":"never","id":7,"status":{"a":"active","b":"odd"}}
            """)
    void comesBackAsItWent(String type, String json) {
        TypeName name = TypeName.of(type);
        JsonNode parsed = CompiledBeans.parse(json);
        assertThat(Json.of(BEANS.through2(name, parsed))).isEqualTo(Json.of(parsed));
        assertThat(Json.of(BEANS.through3(name, parsed))).isEqualTo(Json.of(parsed));
        assertThat(BEANS.read(name, json)).isEqualTo(BEANS.read(name, json)).hasSameHashCodeAs(BEANS.read(name, json));
    }

    @Test
    void nullIsAbsenceExceptWhereRequired() {
        TypeName thread = TypeName.of("DemoThread");
        Object bean = BEANS.read(TypeName.of("Thread"), "{\"id\":\"1\",\"title\":null,\"sha\":null}");
        assertThat(bean).hasFieldOrPropertyWithValue("title", null);
        assertThat(CompiledBeans.write(bean)).isEqualTo("{\"id\":\"1\",\"parent\":null,\"free\":null}");
        assertThat(bean.getClass().getSimpleName()).isEqualTo(thread.name());
    }

    @Test
    void additionalPropertyWritesAnExplicitNull() throws ReflectiveOperationException {
        Object bean = BEANS.read(TypeName.of("Thread"), "{\"id\":\"1\",\"parent\":\"0\",\"free\":1}");
        bean.getClass()
                .getMethod("setAdditionalProperty", String.class, Object.class)
                .invoke(bean, "sha", null);
        assertThat(CompiledBeans.write(bean)).isEqualTo("{\"id\":\"1\",\"parent\":\"0\",\"free\":1,\"sha\":null}");
    }

    @Test
    void variantThatIsExpectedNeedsNoTag() {
        Object bean = BEANS.read(TypeName.of("TextItem"), "{\"id\":\"1\"}");
        assertThat(CompiledBeans.write(bean)).isEqualTo("{\"type\":\"text\",\"id\":\"1\"}");
    }

    @Test
    void beansAreBuiltFluently() throws ReflectiveOperationException {
        Class<?> type = BEANS.type(TypeName.of("TextItem"));
        Object color = BEANS.type(TypeName.of("Color"))
                .getMethod("fromValue", String.class)
                .invoke(null, "red");
        Object bean = type.getConstructor().newInstance();
        Object same = type.getMethod("withId", String.class).invoke(bean, "7");
        type.getMethod("setColor", color.getClass()).invoke(bean, color);
        assertThat(same).isSameAs(bean);
        assertThat(CompiledBeans.write(bean)).isEqualTo("{\"type\":\"text\",\"id\":\"7\",\"color\":\"red\"}");
    }

    @Test
    void unionsAreReadAsTheirVariantsAndAskedThroughTheInterface() throws ReflectiveOperationException {
        Class<?> item = BEANS.type(TypeName.of("Item"));
        Map<String, String> classes = Map.of(
                "{\"type\":\"text\",\"id\":\"1\"}", "TextItem",
                "{\"type\":\"image\",\"id\":\"1\",\"url\":\"u\"}", "UrlItem",
                "{\"type\":\"image\",\"id\":\"1\"}", "Unknown",
                "{\"type\":\"video\",\"id\":\"1\"}", "Unknown");
        for (Map.Entry<String, String> expected : classes.entrySet()) {
            Object bean = BEANS.read(TypeName.of("Item"), expected.getKey());
            assertThat(bean).isInstanceOf(item);
            assertThat(bean.getClass().getSimpleName()).isEqualTo(expected.getValue());
            assertThat(item.getMethod("getId").invoke(bean)).isEqualTo("1");
            assertThat(item.getMethod("getType").invoke(bean))
                    .isEqualTo(
                            CompiledBeans.parse(expected.getKey()).get("type").asText());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Color      | "mauve"               | mauve
            ClosedItem | {"kind":"y"}          | Could not resolve type id 'y'
            Closed     | {"b":1}               | Unrecognized field "b"
            Strict     | "sometimes"           | no Strict: sometimes
            Strict     | {"on":1,"off":2}      | Strict cannot have the members [on, off]
            Strict     | {"off":2}             | Strict cannot have the members [off]
            RequestId  | true                  | no boolean/Boolean-argument constructor/factory method
            Thread     | {"count":"many"}      | java.lang.Long
            """)
    void refusesWhatAClosedTypeCannotBe(String type, String json, String reason) {
        assertThatThrownBy(() -> BEANS.read(TypeName.of(type), json)).hasStackTraceContaining(reason);
    }

    @Test
    void aliasesHaveNoTypeOfTheirOwn() throws ReflectiveOperationException {
        assertThat(BEANS.type(TypeName.of("Thread")).getMethod("getPath").getReturnType())
                .isEqualTo(String.class);
        assertThat(CompiledBeans.emit(PROTOCOL)).noneMatch(file -> file.path().endsWith("/Path.java"));
    }

    @Test
    void aliasOfAliasIsSeenThrough() {
        TypeRef twice = new BeanTypes(
                        new Model()
                                .define("A", new Shape.Alias(named("B")))
                                .define("B", new Shape.Alias(orNull(listOf(Scalar.INT32))))
                                .protocol(),
                        null)
                .below(named("A"));
        assertThat(twice).isEqualTo(listOf(Scalar.INT32));
    }
}
