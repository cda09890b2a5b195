package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.TypeName;
import java.util.List;
import java.util.Map;

/**
 * What another Java style shares with the records: the names of types and members, schema text made safe, and the
 * interfaces of both ends. A style that gives its types these names gets the same interfaces for them.
 *
 * <pre>{@code
 * JavaStyle style = new JavaStyle(protocol, options, problems);
 * ClassName turn = style.classOf(TypeName.of("Turn"));
 * List<SourceFile> interfaces = style.interfaces();
 * }</pre>
 */
public final class JavaStyle {
    private final Emission emission;

    /** Names all types of a protocol; notes names that clash and options that are no Java names. */
    public JavaStyle(Protocol protocol, EmitOptions options, Problems problems) {
        this.emission = Emission.of(protocol, options, problems);
    }

    /** Whether package and protocol have names that can be written into sources; where not, that was noted. */
    public boolean hasLegalNames() {
        return Identifiers.isPackageName(emission.options().packageName())
                && Identifiers.isTypeName(emission.options().protocolName());
    }

    /**
     * The class of a definition.
     *
     * @throws IllegalArgumentException if the protocol has no such definition
     */
    public ClassName classOf(TypeName name) {
        return emission.classOf(name);
    }

    /** The annotation type for what is experimental; each style emits it. */
    public ClassName experimental() {
        return emission.names().experimental();
    }

    /** Whether something in the protocol is deprecated, so that its uses must not warn. */
    public boolean anyDeprecated() {
        return emission.anyDeprecated();
    }

    /** A member's name as a Java identifier: {@code otlp-http} becomes {@code otlpHttp}. */
    public static String member(String wire) {
        return Identifiers.member(wire);
    }

    /** A name as that of a Java type: {@code otlp-http} becomes {@code OtlpHttp}. */
    public static String type(String wire) {
        return Identifiers.type(wire);
    }

    /** The texts by the names of their constants, in the order given; notes those that clash. */
    public Map<String, Integer> constants(List<String> wires, Location location) {
        return Constants.of(wires, location, emission);
    }

    /** Schema text as the body of a comment, or what to say where there is none; never markup, never code. */
    public static String javadoc(String text, String otherwise) {
        String escaped = Javadocs.escaped(text);
        return escaped.isEmpty() ? Javadocs.escaped(otherwise) : escaped;
    }

    /** Schema text as one line of code in a comment. */
    public static String code(String text) {
        return Javadocs.code(text);
    }

    /** Any text as a Java string literal in ASCII. */
    public static CodeBlock literal(String text) {
        return Javadocs.literal(text);
    }

    /** The method table, the interfaces of both ends, their binding and the errors; empty without methods. */
    public List<SourceFile> interfaces() {
        return RecordsEmitter.ofProtocol(emission, table -> {}).stream()
                .map(type -> file(emission.options().packageName(), type))
                .toList();
    }

    /** The file of a type, marked as generated. */
    public SourceFile file(String packageName, TypeSpec.Builder type) {
        return RecordsEmitter.file(packageName, type, emission);
    }
}
