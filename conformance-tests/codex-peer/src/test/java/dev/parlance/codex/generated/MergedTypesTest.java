package dev.parlance.codex.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codex.stable.McpElicitationPrimitiveSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of the definitions that lost their class by merging, every member set: random values are made of the merged
 * types and would not tell what merging lost.
 */
class MergedTypesTest {
    private static final String COMMON = "'title':'t','description':'d','default':";
    private static final TypeName MERGED = TypeName.of("McpElicitationPrimitiveSchema");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LegacyTitledEnumSchema | EnumString | 'type':'string','enum':['a','b'],'enumNames':['A','B'] | 'a'",
                "UntitledSingleSelectEnumSchema | EnumString | 'type':'string','enum':['a','b'] | 'b'",
                "TitledSingleSelectEnumSchema | McpElicitationTitledSingleSelect"
                        + " | 'type':'string','oneOf':[{'const':'a','title':'A'}] | 'a'",
                "UntitledMultiSelectEnumSchema | Array | 'type':'array','minItems':0,'maxItems':18446744073709551615,"
                        + "'items':{'type':'string','enum':['a']} | ['a']",
                "TitledMultiSelectEnumSchema | Array | 'type':'array','minItems':1,'maxItems':2,"
                        + "'items':{'anyOf':[{'const':'a','title':'A'}]} | []",
                "StringSchema | McpElicitationString"
                        + " | 'type':'string','format':'email','minLength':1,'maxLength':4294967295 | 'a@b'",
                "NumberSchema | Number | 'type':'number','minimum':-0.5,'maximum':1.5 | 0.25",
                "NumberSchema of integers | Integer | 'type':'integer','minimum':-1,'maximum':7 | 3",
                "BooleanSchema | McpElicitationBoolean | 'type':'boolean' | true"
            })
    void keepsEveryMember(String definition, String variant, String members, String preset) throws Exception {
        String json = ("{" + members + "," + COMMON + preset + "}").replace('\'', '"');

        Object read = new ObjectMapper().readValue(json, McpElicitationPrimitiveSchema.class);

        assertThat(read.getClass().getSimpleName()).startsWith(variant);
        assertThat(read.toString()).doesNotContain("Unknown[");
        for (Generated generated : Generated.values()) {
            Class<?> type = generated
                    .classesOf(generated.edition().protocol())
                    .find(MERGED)
                    .orElseThrow();
            for (Mapper mapper : Mapper.values()) {
                String written = mapper.around(json, type);
                assertThat(new SameJson(false).test(json, written))
                        .as("%s, %s: %s became %s", generated, mapper, json, written)
                        .isTrue();
            }
        }
    }
}
