package dev.parlance.codegen.read.parlance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SchemaFiles;
import dev.parlance.codegen.bundle.Bundler;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.ErrorCode;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import dev.parlance.codegen.read.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParlanceReaderTest {
    static final Path GOOD = Path.of("src/test/resources/parlance/good");

    @TempDir
    Path temp;

    @Test
    void readsTheMethodTable() throws IOException {
        Protocol protocol = read(GOOD);
        assertThat(protocol.title()).isEqualTo("Things");
        assertThat(protocol.version()).isEqualTo("1.0.0");
        assertThat(protocol.methods())
                .containsExactly(
                        new RpcMethod(
                                "ready",
                                true,
                                null,
                                null,
                                traits("The client is ready.", Stability.STABLE, null, null),
                                methodAt("ready")),
                        new RpcMethod(
                                "thing/ask",
                                false,
                                new RpcMethod.Params(TypeName.of("ThingAskParams"), true),
                                TypeName.of("Empty"),
                                traits("Asks the user.", Stability.EXPERIMENTAL, "config", null),
                                methodAt("thing/ask")),
                        new RpcMethod(
                                "thing/closed",
                                false,
                                new RpcMethod.Params(TypeName.of("ThingClosedNotification"), false),
                                null,
                                traits(
                                        "A thing was closed.\n\nTo be removed in 2.0.0.",
                                        Stability.DEPRECATED,
                                        null,
                                        null),
                                methodAt("thing/closed")),
                        new RpcMethod(
                                "thing/open",
                                true,
                                new RpcMethod.Params(TypeName.of("ThingOpenParams"), false),
                                TypeName.of("Thing"),
                                traits(
                                        "Opens a thing.\n\nOpening an open thing changes nothing.",
                                        Stability.STABLE,
                                        "thing",
                                        "id",
                                        "NotFound",
                                        "Busy",
                                        "Refused"),
                                methodAt("thing/open")));
    }

    @Test
    void readsErrorsWithTheTypesOfTheirData() throws IOException {
        assertThat(read(GOOD).errors())
                .containsExactly(
                        error("Busy", -32001, "Busy", "BusyData", "Try again later."),
                        error("NotFound", -32602, "Not found", null, "There is no such thing."),
                        error("Refused", -32000, "Refused", "RefusedErrorData", "Not allowed."));
    }

    @Test
    void readsWhatNullMeansUnitsAndStability() throws IOException {
        Location place = new Location("thing.json", "").at("$defs").at("ThingOpenParams");
        assertThat(read(GOOD).definition(TypeName.of("ThingOpenParams")).shape())
                .isEqualTo(new Shape.Struct(
                        List.of(
                                string("id", true, Nullness.NEVER, null, Doc.NONE, place),
                                string(
                                        "note",
                                        false,
                                        Nullness.CLEARS,
                                        null,
                                        new Doc("", Stability.EXPERIMENTAL),
                                        place),
                                string("label", false, Nullness.SAME_AS_ABSENT, "\"none\"", Doc.NONE, place)),
                        List.of(),
                        false,
                        null));
        Shape.Struct busy =
                (Shape.Struct) read(GOOD).definition(TypeName.of("BusyData")).shape();
        assertThat(busy.properties()).extracting(Property::unit).containsExactly("milliseconds");
        assertThat(busy.properties()).extracting(Property::type).containsExactly(TypeRef.Scalar.INT64);
    }

    @Test
    void extensibleEnumsAndUnionsAreOpen() throws IOException {
        Protocol protocol = read(GOOD);
        assertThat(protocol.definition(TypeName.of("ThingState")).shape())
                .isEqualTo(new Shape.Enumeration(
                        List.of(
                                new Shape.EnumValue("open", new Doc("In use.", Stability.STABLE)),
                                new Shape.EnumValue("shut", new Doc("At rest.", Stability.DEPRECATED))),
                        true));
        assertThat(protocol.definition(TypeName.of("Part")).shape())
                .isInstanceOfSatisfying(Shape.TaggedUnion.class, part -> {
                    assertThat(part.open()).isTrue();
                    assertThat(part.tag()).isEqualTo("type");
                    assertThat(part.variants())
                            .extracting(Shape.Variant::tagValue)
                            .containsExactly("text", "blob");
                });
    }

    @Test
    void descriptionsBesideReferencesBelongToTheMember() throws IOException {
        Definition thing = read(GOOD).definition(TypeName.of("Thing"));
        Shape.Struct shape = (Shape.Struct) thing.shape();
        assertThat(thing.doc()).isEqualTo(new Doc("A thing.", Stability.STABLE));
        assertThat(shape.properties().get(1).type()).isEqualTo(new TypeRef.Named(TypeName.of("ThingState")));
        assertThat(shape.properties().get(1).doc()).isEqualTo(new Doc("What it does now.", Stability.STABLE));
    }

    @Test
    void theBundleMeansTheSameAsTheFolder() throws IOException {
        Problems problems = new Problems();
        String text = new Bundler(problems).bundle(sources(GOOD, problems));
        Path bundle = Files.writeString(temp.resolve("bundle.json"), text);
        Protocol fromFolder = read(GOOD);
        Protocol fromBundle = read(bundle);
        assertThat(fromBundle)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Location.class)
                .isEqualTo(fromFolder);
    }

    private static Property string(
            String name, boolean required, Nullness nullness, String defaultValue, Doc doc, Location owner) {
        return new Property(
                name,
                TypeRef.Scalar.STRING,
                required,
                nullness,
                defaultValue,
                null,
                doc,
                owner.at("properties").at(name));
    }

    private static RpcMethod.Traits traits(
            String text, Stability stability, String scope, String member, String... errors) {
        return new RpcMethod.Traits(new Doc(text, stability), scope, member, "core", List.of(errors));
    }

    private static Location methodAt(String name) {
        return new Location("thing.json", "/methods").at(name);
    }

    private static ErrorCode error(String name, int code, String message, String data, String text) {
        return new ErrorCode(
                name,
                code,
                message,
                data == null ? null : new TypeRef.Named(TypeName.of(data)),
                new Doc(text, Stability.STABLE),
                new Location("protocol.json", "/errors").at(name));
    }

    private static Protocol read(Path schema) throws IOException {
        Problems problems = new Problems();
        Sources sources = sources(schema, problems);
        assertThat(new ParlanceReader().recognizes(sources)).isTrue();
        Protocol protocol = new ParlanceReader().read(sources, problems);
        assertThat(problems.all()).isEmpty();
        return protocol;
    }

    private static Sources sources(Path schema, Problems problems) throws IOException {
        return SchemaFiles.read(schema, null, problems).parse(problems);
    }
}
