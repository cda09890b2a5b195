package dev.parlance.codegen.beans;

import static dev.parlance.codegen.beans.Model.listOf;
import static dev.parlance.codegen.beans.Model.named;
import static dev.parlance.codegen.beans.Model.optional;
import static dev.parlance.codegen.beans.Model.required;
import static dev.parlance.codegen.beans.Model.struct;
import static dev.parlance.codegen.beans.Model.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Emitter;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.java.RecordsEmitter;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef.Scalar;
import dev.parlance.rpc.Direction;
import dev.parlance.rpc.Method;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeansEmitterTest {
    private static final Protocol CALLS = new Model()
            .define("AskParams", struct(required("id", Scalar.STRING)))
            .define("AskResponse", new Shape.Alias(listOf(named("AskParams"))))
            .request("ask/one", "AskParams", "AskResponse")
            .protocol();

    @Test
    void isFoundByItsStyle() {
        assertThat(ServiceLoader.load(Emitter.class).stream().map(ServiceLoader.Provider::get))
                .filteredOn(emitter -> emitter.style().equals("beans"))
                .singleElement()
                .isInstanceOf(BeansEmitter.class);
    }

    @Test
    void emitsTheSameBytesTwice() {
        assertThat(CompiledBeans.emit(CALLS)).isEqualTo(CompiledBeans.emit(CALLS));
    }

    @Test
    void interfacesAreThoseOfTheRecords() {
        List<SourceFile> records = new RecordsEmitter().emit(CALLS, CompiledBeans.OPTIONS, new Problems());
        assertThat(CompiledBeans.emit(CALLS))
                .containsAll(records.stream()
                        .filter(file -> file.path().matches(".*/Demo(Server|Client|Binding)\\.java"))
                        .toList());
    }

    @Test
    void aliasThatAMethodNamesIsAClass() throws ReflectiveOperationException {
        CompiledBeans beans = CompiledBeans.of(CALLS);
        TypeName alias = TypeName.of("AskResponse");
        String json = "[{\"id\":\"1\",\"more\":null}]";
        assertThat(beans.type(alias).getMethod("getValue").getGenericReturnType())
                .hasToString("java.util.List<org.example.beans.AskParams>");
        assertThat(CompiledBeans.write(beans.read(alias, json))).isEqualTo(json);
        assertThat(beans.through3(alias, CompiledBeans.parse(json))).isEqualTo(CompiledBeans.parse(json));
    }

    @Test
    void methodsNameTheBeans() throws ReflectiveOperationException {
        CompiledBeans beans = CompiledBeans.of(CALLS);
        Object method =
                beans.type("org.example.beans.DemoMethods").getField("ASK_ONE").get(null);
        assertThat(method)
                .usingRecursiveComparison()
                .isEqualTo(Method.request(
                        Direction.CLIENT_TO_SERVER,
                        "ask/one",
                        beans.type(TypeName.of("AskParams")),
                        beans.type(TypeName.of("AskResponse"))));
    }

    @Test
    void theTableListsWhatIsExperimentalInBeans() throws ReflectiveOperationException {
        Property plain = optional("trial", Scalar.STRING);
        Property trial = new Property(
                "trial",
                plain.type(),
                false,
                plain.nullness(),
                null,
                null,
                new Doc("", Stability.EXPERIMENTAL),
                plain.location());
        CompiledBeans beans = CompiledBeans.of(new Model()
                .define("AskParams", struct(trial))
                .define("AskResponse", struct())
                .request("ask/one", "AskParams", "AskResponse")
                .protocol());
        Method<?, ?> method = (Method<?, ?>)
                beans.type("org.example.beans.DemoMethods").getField("ASK_ONE").get(null);
        assertThat(method.experimentalMembers()).containsExactly("trial");
    }

    @Test
    void leavesTheThreadsClassLoaderAlone() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        CompiledBeans.emit(CALLS);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void classOfTheBuildIsNoReasonNotToEmitOne() {
        var options = new EmitOptions("dev.parlance.codegen.model", "Demo", Map.of());
        Protocol protocol = new Model()
                .define("Location", Model.texts(false, "a"))
                .define("Doc", struct())
                .protocol();
        List<SourceFile> files = new BeansEmitter().emit(protocol, options, new Problems());
        assertThat(files)
                .extracting(SourceFile::path)
                .contains("dev/parlance/codegen/model/Doc.java", "dev/parlance/codegen/model/Location.java");
    }

    @Test
    void whatCannotBeEmittedIsSaidAllAtOnce() {
        Protocol protocol = new Model()
                .define("Names", struct(optional("a-b", Scalar.STRING), optional("aB", Scalar.STRING)))
                .define(
                        "Many",
                        struct(IntStream.range(0, 501)
                                .mapToObj(i -> optional("m" + i, Scalar.STRING))
                                .toArray(Property[]::new)))
                .define("Long", struct(optional("x".repeat(1_001), Scalar.STRING)))
                .define("Union", new Shape.TaggedUnion("type", List.of(variant("a", "Path")), List.of(), true))
                .define("Path", new Shape.Alias(Scalar.STRING))
                .define(
                        "Twice",
                        new Shape.TaggedUnion(
                                "type", List.of(variant("a", "One"), variant("b", "One")), List.of(), true))
                .define("One", struct())
                .define(
                        "Forms",
                        new Shape.KeyedUnion(
                                List.of(),
                                List.of(
                                        new Shape.Keyed("a-b", Scalar.STRING, Doc.NONE),
                                        new Shape.Keyed("aB", Scalar.STRING, Doc.NONE)),
                                true))
                .define(
                        "Kinds",
                        new Shape.KindUnion(
                                List.of(
                                        Model.alternative("Text", JsonKind.STRING, Scalar.INT32),
                                        Model.alternative("A", JsonKind.OBJECT, named("One"), "a"),
                                        Model.alternative("B", JsonKind.OBJECT, Model.mapOf(Scalar.INT32), "b")),
                                true))
                .protocol();
        Problems problems = new Problems();
        new BeansEmitter().emit(protocol, CompiledBeans.OPTIONS, problems);
        assertThat(problems.all())
                .extracting(Problems.Problem::reason)
                .containsExactlyInAnyOrder(
                        "the members aB and a-b both get the Java name aB",
                        "the type Many has 501 members, a bean at most 500",
                        "the name of this member has 1001 characters",
                        "the variant Path of Union is no object",
                        "the type One is a variant with several values of the member type: a, b",
                        "the forms a-b and aB of Forms both get the Java name AB",
                        "the alternative Text of Kinds is said to be a text but its type is another",
                        "the alternative B of Kinds cannot be told from the other objects by its required members");
    }

    @Test
    void aliasOfItselfIsRefused() {
        Protocol protocol = new Model()
                .define("Tree", new Shape.Alias(listOf(named("Branch"))))
                .define("Branch", new Shape.Alias(Model.mapOf(Model.orNull(named("Tree")))))
                .protocol();
        Problems problems = new Problems();
        assertThat(new BeansEmitter().emit(protocol, CompiledBeans.OPTIONS, problems))
                .isEmpty();
        assertThat(problems.all())
                .extracting(problem -> problem.location().toString())
                .containsExactly("model.json#/Branch", "model.json#/Tree");
    }

    @Test
    void membersOfAlternativesThatDifferInTypeAreRefused() {
        Protocol protocol = new Model()
                .define(
                        "Content",
                        new Shape.KindUnion(
                                List.of(
                                        Model.alternative("A", JsonKind.OBJECT, named("A"), "a"),
                                        Model.alternative("B", JsonKind.OBJECT, named("B"), "b")),
                                false))
                .define("A", struct(required("a", Scalar.STRING), optional("c", Scalar.STRING)))
                .define("B", struct(required("b", Scalar.STRING), optional("c", Scalar.INT32)))
                .protocol();
        Problems problems = new Problems();
        new BeansEmitter().emit(protocol, CompiledBeans.OPTIONS, problems);
        assertThat(problems.all())
                .singleElement()
                .extracting(Problems.Problem::reason)
                .isEqualTo(
                        "the member c has another type here than in another alternative of Content: java.lang.Integer and"
                                + " java.lang.String");
    }

    @Test
    void illegalPackageIsRefused() {
        Problems problems = new Problems();
        var options = new EmitOptions("not a package", "Demo", Map.of());
        assertThat(new BeansEmitter().emit(CALLS, options, problems)).isEmpty();
        assertThat(problems.all()).hasSize(1);
    }
}
