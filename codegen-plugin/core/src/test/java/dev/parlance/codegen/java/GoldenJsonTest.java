package dev.parlance.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.golden.Amount;
import dev.parlance.golden.ClosedPolicy;
import dev.parlance.golden.Cursor;
import dev.parlance.golden.DataOutput;
import dev.parlance.golden.DemoDirection;
import dev.parlance.golden.Edit;
import dev.parlance.golden.Everything;
import dev.parlance.golden.FileImage;
import dev.parlance.golden.ImageItem;
import dev.parlance.golden.Item;
import dev.parlance.golden.Loose;
import dev.parlance.golden.Path;
import dev.parlance.golden.Policy;
import dev.parlance.golden.Settings;
import dev.parlance.golden.TextItem;
import dev.parlance.golden.TextOutput;
import dev.parlance.golden.Whole;
import dev.parlance.golden.v2.DemoThread;
import dev.parlance.golden.v2.SortKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the emitted types do with JSON, on both mappers. */
final class GoldenJsonTest {
    private static final String LEAST = "{\"id\":\"1\",\"items\":[],\"parent\":null";

    @ParameterizedTest
    @EnumSource
    void explicitNullsComeBackAndAbsentMembersDoNot(TestMapper mapper) {
        Everything value = mapper.read(LEAST + ",\"sha\":null,\"timeout\":null}", Everything.class);

        assertThat(value.sha()).isNull();
        assertThat(value.shaCleared()).isTrue();
        assertThat(mapper.write(value)).isEqualTo(LEAST + ",\"sha\":null,\"timeout\":null}");
        assertThat(mapper.read(LEAST + "}", Everything.class).shaCleared()).isFalse();
        assertThat(mapper.around(LEAST + "}", Everything.class)).isEqualTo(LEAST + "}");
    }

    @ParameterizedTest
    @EnumSource
    void unknownMembersComeBackInTheirOrder(TestMapper mapper) {
        String json = LEAST + ",\"zeta\":{\"b\":null,\"a\":[1,2.5]},\"alpha\":null}";
        assertThat(mapper.around(json, Everything.class)).isEqualTo(json);
    }

    @ParameterizedTest
    @EnumSource
    void theLastOfTwoMembersWins(TestMapper mapper) {
        String json = "{\"type\":\"textitem\",\"id\":\"1\",\"id\":\"2\",\"text\":\"\",\"isDone\":true,\"x\":1,\"x\":2}";
        Item value = mapper.read(json, Item.class);
        assertThat(value).isEqualTo(new TextItem("2", "", true, Map.of("x", 2)));
        Everything cleared = mapper.read(LEAST + ",\"sha\":null,\"sha\":\"a\"}", Everything.class);
        assertThat(cleared.shaCleared()).isFalse();
        assertThat(mapper.write(cleared)).isEqualTo(LEAST + ",\"sha\":\"a\"}");
    }

    @ParameterizedTest
    @EnumSource
    void missingMembersAreNamed(TestMapper mapper) {
        assertThatThrownBy(() -> mapper.read("{\"createdAt\":1}", DemoThread.class))
                .rootCause()
                .isInstanceOf(NullPointerException.class)
                .hasMessage("id");
        assertThatThrownBy(() -> mapper.read("{\"id\":\"1\",\"items\":[null]}", Everything.class))
                .rootCause()
                .hasMessage("items[0]");
    }

    @ParameterizedTest
    @EnumSource
    void whereNullIsAValueAbsenceIsNot(TestMapper mapper) {
        String json = "{\"path\":\"a\",\"value\":null}";

        assertThat(mapper.read(json, Edit.class)).isEqualTo(Edit.of("a", null));
        assertThat(mapper.around(json, Edit.class)).isEqualTo(json);
        assertThat(mapper.read("{\"value\":null,\"path\":\"a\",\"value\":[1]}", Edit.class))
                .isEqualTo(Edit.of("a", List.of(1)));
        assertThatThrownBy(() -> mapper.read("{\"path\":\"a\"}", Edit.class))
                .rootCause()
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
    }

    @ParameterizedTest
    @EnumSource
    void unknownVariantsKeepTheirJson(TestMapper mapper) {
        String json = "{\"a\":null,\"type\":\"new\",\"id\":\"7\",\"isDone\":true}";
        Item value = mapper.read(json, Item.class);

        assertThat(value).isInstanceOf(Item.Unknown.class);
        assertThat(value.type()).isEqualTo("new");
        assertThat(value.id()).isEqualTo("7");
        assertThat(value.isDone()).isTrue();
        assertThat(mapper.write(value)).isEqualTo(json);
    }

    @ParameterizedTest
    @EnumSource
    void variantsWithoutAUsableTagAreUnknown(TestMapper mapper) {
        for (String json :
                List.of("{}", "{\"id\":\"1\"}", "{\"type\":null}", "{\"type\":{\"a\":1}}", "{\"type\":[1]}")) {
            Item value = mapper.read(json, Item.class);
            assertThat(value).isInstanceOf(Item.Unknown.class);
            assertThat(value.type()).isEmpty();
            assertThat(mapper.write(value)).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneTagMayCoverSeveralShapes(TestMapper mapper) {
        String json = "{\"type\":\"imageitem\",\"id\":\"1\",\"fileId\":\"f\",\"isDone\":false,\"name\":null}";
        FileImage expected =
                FileImage.builder().id("1").fileId("f").isDone(false).build();

        assertThat(mapper.read(json, Item.class)).isInstanceOf(ImageItem.class).isInstanceOf(FileImage.class);
        assertThat(mapper.around(json, Item.class)).isEqualTo(json);
        assertThat(mapper.around(json, ImageItem.class)).isEqualTo(json);
        assertThat(mapper.read(mapper.write(expected), FileImage.class)).isEqualTo(expected);
        assertThatThrownBy(() -> mapper.read("{\"type\":\"imageitem\",\"id\":\"1\"}", Item.class))
                .hasMessageContaining("ImageItem needs the members of one of [[url], [fileId]]");
    }

    @ParameterizedTest
    @EnumSource
    void openEnumsKeepUnknownValuesAndClosedOnesRefuse(TestMapper mapper) {
        assertThat(mapper.read("\"otlp-http\"", SortKey.class)).isSameAs(SortKey.OTLP_HTTP);
        SortKey unknown = mapper.read("\"later\"", SortKey.class);
        assertThat(unknown.isKnown()).isFalse();
        assertThat(mapper.write(unknown)).isEqualTo("\"later\"");

        assertThat(mapper.read("\"desc\"", DemoDirection.class)).isEqualTo(DemoDirection.DESC);
        assertThatThrownBy(() -> mapper.read("\"up\"", DemoDirection.class))
                .hasMessageContaining("no DemoDirection up; one of [asc, desc]");
        assertThatThrownBy(() -> mapper.read("0", DemoDirection.class)).hasMessageContaining("0");
    }

    @ParameterizedTest
    @EnumSource
    void keyedUnionsAreTextsOrObjects(TestMapper mapper) {
        assertThat(mapper.read("\"never\"", Policy.class)).isEqualTo(Policy.Value.NEVER);
        assertThat(mapper.read("{\"note\":null}", Policy.class)).isEqualTo(new Policy.Note(null));
        for (String json : List.of(
                "\"never\"",
                "\"later\"",
                "{\"granular\":{\"mode\":\"readaccess\",\"path\":\"/\"}}",
                "{\"note\":null}",
                "{\"note\":\"a\"}",
                "{\"later\":{\"a\":null}}",
                "{}",
                "{\"note\":\"a\",\"later\":1}")) {
            assertThat(mapper.around(json, Policy.class)).isEqualTo(json);
        }
        assertThat(mapper.read("{\"limit\":3}", ClosedPolicy.class)).isEqualTo(new ClosedPolicy.Limit(3));
        assertThatThrownBy(() -> mapper.read("{\"other\":3}", ClosedPolicy.class))
                .hasMessageContaining("ClosedPolicy needs exactly one member of [limit] but has [other]");
        assertThatThrownBy(() -> mapper.read("\"off\"", ClosedPolicy.class)).hasMessageContaining("one of [on]");
    }

    @ParameterizedTest
    @EnumSource
    void kindsOfJsonTellAlternativesApart(TestMapper mapper) {
        assertThat(mapper.read("\"a\"", Cursor.class)).isEqualTo(Cursor.of("a"));
        assertThat(mapper.read("5", Cursor.class)).isEqualTo(Cursor.of(5L));
        assertThat(mapper.read("9223372036854775807", Cursor.class)).isEqualTo(Cursor.of(Long.MAX_VALUE));
        assertThat(mapper.read("[\"/\"]", Cursor.class)).isEqualTo(Cursor.of(List.of(Path.of("/"))));
        assertThat(mapper.read("{\"id\":\"1\",\"createdAt\":2}", Cursor.class)).isEqualTo(DemoThread.of("1", 2L));
        assertThat(mapper.read("3", Amount.class)).isEqualTo(Amount.of(3.0));
        assertThat(mapper.read("0.5", Amount.class)).isEqualTo(Amount.of(0.5));
        assertThat(mapper.read("true", Amount.class)).isEqualTo(Amount.of(true));
        BigInteger huge = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        assertThat(mapper.around(huge.toString(), Whole.class)).isEqualTo(huge.toString());
    }

    @ParameterizedTest
    @EnumSource
    void openKindUnionsKeepWhatFitsNothing(TestMapper mapper) {
        assertThat(mapper.read("{\"text\":\"a\",\"mime\":\"m\"}", Loose.class))
                .isEqualTo(new TextOutput("a", null, Map.of("mime", "m")));
        assertThat(mapper.read("{\"data\":\"a\",\"mime\":\"m\"}", Loose.class))
                .isEqualTo(DataOutput.builder().data("a").mime("m").build());
        for (String json : List.of(
                "\"created_at\"",
                "1",
                "12345678901",
                "1.5",
                "true",
                "[1,null]",
                "{\"q\":1}",
                "{\"data\":\"a\"}",
                "{\"text\":\"a\",\"mime\":\"m\",\"note\":null}",
                "{}")) {
            assertThat(SameJson.of(mapper.around(json, Loose.class))).isEqualTo(SameJson.of(json));
        }
    }

    @ParameterizedTest
    @EnumSource
    void undeclaredMembersMayHaveATypeOfTheirOwn(TestMapper mapper) {
        Settings value = mapper.read("{\"a\":{\"url\":\"u\"},\"mode\":null}", Settings.class);
        assertThat(value.rest().get("a").url()).isEqualTo("u");
        assertThat(SameJson.of(mapper.write(value))).isEqualTo(SameJson.of("{\"a\":{\"url\":\"u\"},\"mode\":null}"));
    }
}
