package dev.parlance.codex.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeComparisonTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            another name;       {properties: {cwd: {type: 'string'}}};   {properties: {dir: {type: 'string'}}};   at/cwd: presence: ours present, real absent|at/dir: presence: ours absent, real present
            a member more;      {properties: {a: true}};                 {properties: {}};                        at/a: presence: ours present, real absent
            another type;       {type: 'string'};                        {type: 'integer'};                       at: type: ours string, real integer
            free form;          true;                                    {type: 'object'};                        at: type: ours anything, real object
            nullness;           {type: 'string'};                        {type: ['string', 'null']};              at: null: ours none, real allowed
            requiredness;       {properties: {a: true}, required: ['a']}; {properties: {a: true}};                at/a: required: ours yes, real no
            an enum value less; {enum: ['a']};                           {enum: ['a', 'b']};                      at=b: presence: ours absent, real present
            an enum value more; {oneOf: [{const: 'a'}, {const: 'b'}]};   {enum: ['b']};                           at=a: presence: ours present, real absent
            open for closed;    {type: 'string'};                        {type: 'string', enum: ['b']};           at=b: presence: ours absent, real present
            another format;     {type: 'integer', format: 'int64'};      {type: 'integer', format: 'uint32'};     at: format: ours int64, real uint32
            another bound;      {minimum: 0};                            {minimum: 1};                            at: minimum: ours 0, real 1
            another length;     {minLength: 1};                          {};                                      at: minLength: ours 1, real none
            another default;    {default: [1]};                          {default: [2]};                          at: default: ours [1], real [2]
            closedness;         {additionalProperties: false};           {};                                      at: additionalProperties: ours closed, real none
            items;              {items: {type: 'string'}};               {items: {type: 'boolean'}};              at[]: type: ours string, real boolean
            map values;         {additionalProperties: {type: 'string'}}; {additionalProperties: {type: 'number'}}; at{}: type: ours string, real number
            """)
    void differenceIsFound(String what, String ours, String real, String expected) {
        assertThat(differences(ours, real)).as(what).containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            by tag;             {const: 'a'};      |t=a
            by other tag;       {enum: ['b']};     |t=b
            """)
    void missingVariantOfATaggedUnionIsFound(String what, String tag, String expected) {
        String variant = "{type: 'object', properties: {t: " + tag + "}, required: ['t']}";
        String both = "{oneOf: [{type: 'object', properties: {t: {const: 'c'}}, required: ['t']},"
                + "{type: 'object', properties: {t: {const: 'd'}}, required: ['t']}," + variant + "]}";
        String without = both.replace("," + variant, "");

        assertThat(differences(without, both)).as(what).containsExactly("at" + expected + ABSENT);
        assertThat(differences(both, without)).as(what).containsExactly("at" + expected + PRESENT);
    }

    @Test
    void missingVariantOfAnUntaggedUnionIsFound() {
        assertThat(differences(
                        "{anyOf: [{type: 'string'}, {type: 'array'}]}",
                        "{anyOf: [{type: 'array'}, {type: 'string'}, {type: 'object'}]}"))
                .containsExactly("at|object" + ABSENT);
        assertThat(differences(
                        "{anyOf: [{type: 'object', required: ['text']}, {type: 'object', required: ['uri']}]}",
                        "{anyOf: [{type: 'object', required: ['uri']}, {type: 'object', required: ['blob']},"
                                + "{type: 'object', required: ['text']}]}"))
                .containsExactly("at|object requiring blob" + ABSENT);
    }

    @Test
    void missingVariantOfAUnionTaggedFromOutsideIsFound() {
        String denied =
                "{type: 'object', properties: {denied: true}, required: ['denied'], additionalProperties: false}";

        assertThat(differences(
                        "{oneOf: [{enum: ['accept']}, {type: 'array'}, " + denied + "]}",
                        "{oneOf: [{enum: ['accept']}, {type: 'array'}, " + denied.replace("denied", "later") + "]}"))
                .containsExactly("at|{denied}" + PRESENT, "at|{later}" + ABSENT);
    }

    @Test
    void differenceInsideAVariantIsFound() {
        String image =
                "{type: 'object', properties: {t: {const: 'image'}, url: {type: 'string'}}, required: ['t', 'url']}";
        String text = "{type: 'object', properties: {t: {const: 'text'}}, required: ['t']}";

        assertThat(differences(
                        "{oneOf: [" + image + "," + text + "]}",
                        "{oneOf: [" + text + "," + image.replace("'string'", "['string', 'null']") + "]}"))
                .containsExactly("at|t=image/url: null: ours none, real allowed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            nullable reference; {anyOf: [{$ref: '#/$defs/Text'}, {type: 'null'}]}; {type: ['string', 'null']}
            alias;              {$ref: '#/$defs/Text', description: 'x'};  {type: 'string'}
            single allOf;       {allOf: [{$ref: '#/$defs/Text'}]};         {$ref: '#/$defs/Text'}
            documented enum;    {oneOf: [{const: 'a', description: 'x'}, {const: 'b'}]}; {type: 'string', enum: ['b', 'a']}
            enum in pieces;     {oneOf: [{enum: ['a', 'b']}, {enum: ['c']}]}; {enum: ['a', 'b', 'c']}
            constant;           {const: 'a'};                             {type: 'string', enum: ['a']}
            null in an enum;    {enum: ['a', null]};                      {type: ['string', 'null'], enum: ['a']}
            nested union;       {anyOf: [{anyOf: [{type: 'string'}, {type: 'array'}]}, {type: 'null'}]}; {oneOf: [{type: 'array'}, {type: ['string', 'null']}]}
            annotations;        {type: 'string', title: 'A', 'x-unit': 'bytes'};    {type: 'string', description: 'b', examples: ['c']}
            number spelling;    {minimum: 0};                             {minimum: 0.0}
            null default;       {default: null};                          {}
            free form values;   {additionalProperties: true};             {additionalProperties: {description: 'x'}}
            order of members;   {properties: {a: true, b: true}};         {properties: {b: true, a: {}}}
            """)
    void spellingIsNoDifference(String what, String ours, String real) {
        assertThat(differences(ours, real)).as(what).isEmpty();
        assertThat(differences(real, ours)).as(what).isEmpty();
    }

    @Test
    void definitionIsReportedOnceByItsName() {
        assertThat(differences(
                        "{properties: {a: {$ref: '#/$defs/Text'}, b: {items: {$ref: '#/$defs/Text'}}}}",
                        "{properties: {a: {type: 'integer'}, b: {items: {type: 'integer'}}}}"))
                .containsExactly("Text: type: ours string, real integer");
    }

    @Test
    void recursiveSchemasEnd() {
        assertThat(differences("{$ref: '#/$defs/Tree'}", "{$ref: '#/$defs/OtherTree'}"))
                .containsExactly("Tree/leaf: type: ours string, real number");
    }

    @Test
    void memberMarkedExperimentalIsNotPartOfTheStableEdition() {
        JsonNode marked = json("{properties: {a: {type: 'string', 'x-stability': 'experimental'}}, required: ['a']}");
        JsonNode without = json("{properties: {}}");

        assertThat(differences(marked, without, false)).isEmpty();
        assertThat(differences(marked, marked, false)).containsExactly("at/a" + ABSENT);
        assertThat(differences(marked, without, true)).containsExactly("at/a" + PRESENT);
    }

    @Test
    void schemaThatCannotBeComparedIsAnError() {
        assertThatThrownBy(() -> differences("{not: true}", "{}")).hasMessageContaining("keyword not is not compared");
        assertThatThrownBy(() -> differences("{allOf: [true, true]}", "{}")).hasMessageContaining("allOf of 2");
        assertThatThrownBy(() -> differences("{$ref: '#/$defs/Lost'}", "{}")).hasMessageContaining("leads nowhere");
        assertThatThrownBy(() -> differences("{$ref: '#/$defs/Itself'}", "{}")).hasMessageContaining("by itself");
    }

    private static final String ABSENT = ": presence: ours absent, real present";
    private static final String PRESENT = ": presence: ours present, real absent";

    private static final JsonNode DEFINITIONS = json("""
            {$defs: {
              Text: {type: 'string'},
              Itself: {anyOf: [{$ref: '#/$defs/Itself'}, {type: 'null'}]},
              Tree: {properties: {leaf: {type: 'string'}, more: {items: {$ref: '#/$defs/Tree'}}}},
              OtherTree: {properties: {leaf: {type: 'number'}, more: {items: {$ref: '#/$defs/OtherTree'}}}}}}
            """);

    private static List<String> differences(String ours, String real) {
        return differences(json(ours), json(real), true);
    }

    private static List<String> differences(JsonNode ours, JsonNode real, boolean withExperimental) {
        Differences differences = new Differences();
        new ShapeComparison(
                        new SchemaDocument(DEFINITIONS, withExperimental),
                        new SchemaDocument(DEFINITIONS, true),
                        differences)
                .compare("at", ours, real, "a test");
        return differences.all().stream().map(Difference::identity).toList();
    }

    private static JsonNode json(String relaxed) {
        return RelaxedJson.parse(relaxed);
    }
}
