package dev.parlance.codegen.java;

import static dev.parlance.codegen.java.ProtocolBuilder.object;
import static dev.parlance.codegen.java.ProtocolBuilder.optional;
import static dev.parlance.codegen.java.ProtocolBuilder.params;
import static dev.parlance.codegen.java.ProtocolBuilder.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.model.RpcMethod.Traits;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that clash are reported with both places; names that are awkward are not. */
final class NameProblemsTest {
    @Test
    void typesThatDifferInCaseOnly() {
        ProtocolBuilder protocol =
                new ProtocolBuilder().struct("FooBar").struct("foo-bar").struct("Foobar");
        assertThat(problems(protocol, Map.of()))
                .containsExactly(
                        "test.json#/$defs/Foobar: the type Foobar gets the Java name org.example.Foobar, as does"
                                + " test.json#/$defs/FooBar; give one of them another name with the option rename: Foobar to a"
                                + " name of your choice",
                        "test.json#/$defs/foo-bar: the type foo-bar gets the Java name org.example.FooBar, as does"
                                + " test.json#/$defs/FooBar; give one of them another name with the option rename: foo-bar to a"
                                + " name of your choice");
        assertThat(problems(protocol, Map.of("Foobar", "Foo1", "foo-bar", "Foo2")))
                .isEmpty();
    }

    @Test
    void typesNamedLikeTheProtocolsOwn() {
        assertThat(problems(new ProtocolBuilder().struct("DemoServer"), Map.of()))
                .singleElement()
                .asString()
                .contains("org.example.DemoServer", "the protocol's own DemoServer");
    }

    @Test
    void renamesToWhatATypeCannotBeCalled() {
        assertThat(problems(new ProtocolBuilder().struct("A"), Map.of("A", "String")))
                .hasSize(1);
        assertThat(problems(new ProtocolBuilder().struct("A"), Map.of("A", "../../A")))
                .hasSize(1);
    }

    @Test
    void membersThatBecomeOne() {
        ProtocolBuilder protocol = new ProtocolBuilder()
                .struct("A", optional("foo_bar", Scalar.STRING), optional("fooBar", Scalar.STRING));
        assertThat(problems(protocol, Map.of()))
                .containsExactly(
                        "test.json#/properties/fooBar: the members fooBar and foo_bar both get the Java name fooBar; rename one"
                                + " of them in the schema");
    }

    @Test
    void valuesThatBecomeOne() {
        assertThat(problems(new ProtocolBuilder().enumeration("A", true, "a-b", "a_b"), Map.of()))
                .singleElement()
                .asString()
                .contains("the values a-b and a_b both get the Java name A_B");
    }

    @Test
    void methodsThatBecomeOne() {
        ProtocolBuilder protocol = new ProtocolBuilder()
                .struct("E")
                .method("a/bC", true, params("E"), "E", Traits.NONE)
                .method("a/b_c", true, params("E"), "E", Traits.NONE);
        assertThat(problems(protocol, Map.of())).isNotEmpty().allMatch(p -> p.contains("a/b_c"));
    }

    @Test
    void alternativesWhoseMembersDisagree() {
        ProtocolBuilder protocol = new ProtocolBuilder()
                .struct("A", required("a", Scalar.STRING), optional("x", Scalar.STRING))
                .struct("B", required("b", Scalar.STRING), optional("x", Scalar.INT32))
                .kinds("U", false, object("A", "a"), object("B", "b"));
        assertThat(problems(protocol, Map.of()))
                .singleElement()
                .asString()
                .contains("/properties/x", "the member x has another type here than in another alternative of U");
    }

    @Test
    void awkwardNamesCompile() {
        String awful = "\ud83d\ude00";
        ProtocolBuilder protocol = new ProtocolBuilder();
        for (String name : List.of(
                "Thread",
                "Object",
                "String",
                "Record",
                "Override",
                "List",
                "Map",
                "Builder",
                "Wire",
                "Unknown",
                "class",
                "1st",
                "../../etc/passwd",
                awful,
                "x".repeat(300),
                "a$b",
                "Nullable",
                "Generated",
                "Value")) {
            protocol.struct(name, required("self", Scalar.STRING));
            protocol.alias("Of " + name, ProtocolBuilder.ref(name));
        }
        protocol.struct(
                "Members",
                List.of(
                                "class",
                                "default",
                                "interface",
                                "_",
                                "",
                                "this",
                                "getClass",
                                "wait",
                                "notify",
                                "equals",
                                "builder",
                                "build",
                                "more",
                                "of",
                                "read",
                                "value",
                                "name",
                                "wire",
                                "1",
                                "URL",
                                awful,
                                "y".repeat(300),
                                "yield",
                                "record",
                                "toBuilder",
                                "null",
                                "self")
                        .stream()
                        .map(name -> optional(name, Scalar.STRING))
                        .toArray(dev.parlance.codegen.model.Property[]::new));
        protocol.enumeration("Values", true, "class", "", "1", "-", awful, "known", "null", "\"");
        protocol.enumeration("ClosedValues", false, "class", "", "1", awful, "values", "wire");
        Problems problems = new Problems();
        List<SourceFile> files = new RecordsEmitter().emit(protocol.build(), options(Map.of()), problems);

        assertThat(problems.all()).isEmpty();
        assertThat(files).allSatisfy(file -> assertThat(file.path()).matches("[A-Za-z0-9_/-]{1,200}\\.java"));
        Compiled.of(files);
    }

    @Test
    void aThousandMethodsCompile() {
        ProtocolBuilder protocol = new ProtocolBuilder().struct("E");
        for (int i = 0; i < 500; i++) {
            protocol.method(
                    "group/call" + i,
                    true,
                    params("E"),
                    "E",
                    new Traits(dev.parlance.codegen.model.Doc.NONE, "scope", "key", "profile", List.of()));
            protocol.method("told" + i, false, params("E"), null, Traits.NONE);
        }
        Problems problems = new Problems();
        Compiled.of(new RecordsEmitter().emit(protocol.build(), options(Map.of()), problems));
        assertThat(problems.all()).isEmpty();
    }

    private static List<String> problems(ProtocolBuilder protocol, Map<String, String> rename) {
        Problems problems = new Problems();
        new RecordsEmitter().emit(protocol.build(), options(rename), problems);
        return problems.all().stream().map(Problems.Problem::toString).toList();
    }

    private static EmitOptions options(Map<String, String> rename) {
        return new EmitOptions("org.example", "Demo", rename);
    }
}
