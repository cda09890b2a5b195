package dev.parlance.codegen.java;

import static dev.parlance.codegen.java.ProtocolBuilder.at;
import static dev.parlance.codegen.java.ProtocolBuilder.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.ErrorCode;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a schema's texts say, the program stays the same: only comments and string literals may differ. */
final class HostileTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/ } static { System.exit(1); } /*",
                "\\u002a/ } static { System.exit(1); } /*",
                "\\\\u002a\\u002f static {}",
                "*\\u002f \\u000a static {}",
                "\"; System.exit(1); //",
                "\\",
                "\\\"",
                "$T $L $S $W $[ $] $$ $Z",
                "@deprecated {@code } {@link java.lang.System#exit} @param",
                "<script>alert(1)</script> &amp; <p>",
                "\ud800 lone \udc00 \ud83d\ude00 \u202e bidi \u0000 \u001b[31m",
                "line\nline\r\n\n\nparagraph\u2028\u2029\u0085\f\u000b",
                "*\n/",
                "**////*",
                "/**",
                "*\u200b/"
            })
    void changesTheProgramInNothing(String text) throws IOException {
        List<SourceFile> harmless = emit(protocol("x"));
        List<SourceFile> hostile = emit(protocol(text));

        assertThat(String.join("\n", program(hostile))).isEqualTo(String.join("\n", program(harmless)));
        assertThat(hostile).allSatisfy(file -> assertThat(file.text()).matches("[ -~\n]*"));
        Compiled.of(hostile);
    }

    private static List<SourceFile> emit(Protocol protocol) {
        Problems problems = new Problems();
        List<SourceFile> files =
                new RecordsEmitter().emit(protocol, new EmitOptions("org.example", "Demo", Map.of()), problems);
        assertThat(problems.all()).isEmpty();
        return files;
    }

    /** The text stands wherever a schema may have one that names nothing, and as the marks around each name. */
    private static Protocol protocol(String text) {
        Doc doc = new Doc(text, Stability.EXPERIMENTAL);
        String marks = text.replaceAll("[A-Za-z0-9]", "");
        String methodMarks = marks.replace("/", ""); // what is before the first slash groups the methods
        Property member = new Property(
                marks + "member" + marks, Scalar.STRING, false, Property.Nullness.CLEARS, text, text, doc, at("m"));
        Property list = new Property(
                marks + "list",
                new dev.parlance.codegen.model.TypeRef.ListOf(Scalar.STRING),
                true,
                Property.Nullness.NEVER,
                text,
                text,
                doc,
                at("l"));
        List<Shape.EnumValue> values = List.of(new Shape.EnumValue(marks + "value" + marks, doc));
        return new ProtocolBuilder()
                .define(
                        "Struct",
                        doc,
                        new Shape.Struct(List.of(member, list), List.of(List.of(member.name())), false, null))
                .define("Plain", doc, new Shape.Struct(List.of(list), List.of(), false, null))
                .define("Open", doc, new Shape.Enumeration(values, true))
                .define("Closed", doc, new Shape.Enumeration(values, false))
                .define("Alias", doc, new Shape.Alias(Scalar.STRING))
                .define(
                        "Tagged",
                        doc,
                        new Shape.TaggedUnion(
                                marks + "tag" + marks,
                                List.of(new Shape.Variant(text, ProtocolBuilder.name("Struct"))),
                                List.of(),
                                true))
                .define(
                        "Keyed",
                        doc,
                        new Shape.KeyedUnion(
                                values, List.of(new Shape.Keyed(marks + "key" + marks, ref("Plain"), doc)), false))
                .kinds("Kinds", false, ProtocolBuilder.object("Plain", list.name()), ProtocolBuilder.object("Struct"))
                .method(
                        methodMarks + "do" + methodMarks + "/it",
                        true,
                        ProtocolBuilder.params("Struct"),
                        "Plain",
                        new RpcMethod.Traits(doc, text, text, text, List.of(text)))
                .method(methodMarks + "told", false, null, null, new RpcMethod.Traits(doc, text, null, text, List.of()))
                .error(new ErrorCode("failed", 1, text, null, doc, at("e")))
                .build();
    }

    /** The trees without comments and without what string literals say. */
    private static List<String> program(List<SourceFile> files) throws IOException {
        List<String> nodes = new ArrayList<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        null,
                        null,
                        files.stream().map(Compiled.Source::new).toList());
        task.parse().forEach(unit -> new Nodes().scan(unit, nodes));
        return nodes;
    }

    private static final class Nodes extends TreeScanner<Void, List<String>> {
        @Override
        public Void scan(Tree tree, List<String> nodes) {
            if (tree != null) {
                nodes.add(tree.getKind() + " " + name(tree));
            }
            return super.scan(tree, nodes);
        }

        private static String name(Tree tree) {
            if (tree instanceof IdentifierTree identifier) {
                return identifier.getName().toString();
            } else if (tree instanceof MemberSelectTree select) {
                return select.getIdentifier().toString();
            } else if (tree instanceof ClassTree type) {
                return type.getSimpleName() + " " + type.getModifiers().getFlags();
            } else if (tree instanceof MethodTree method) {
                return method.getName() + " " + method.getModifiers().getFlags();
            } else if (tree instanceof VariableTree variable) {
                return variable.getName() + " " + variable.getModifiers().getFlags();
            }
            return tree instanceof LiteralTree literal && !(literal.getValue() instanceof String)
                    ? String.valueOf(literal.getValue())
                    : "";
        }
    }
}
