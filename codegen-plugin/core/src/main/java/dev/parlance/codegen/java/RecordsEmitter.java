package dev.parlance.codegen.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Emitter;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Emits records, sealed interfaces and, where the protocol has methods, the interfaces of both ends. The types need
 * jackson-annotations 2 and jspecify and are read and written by a plain mapper of Jackson 2 or 3; the interfaces need the
 * runtime.
 *
 * <pre>{@code
 * List<SourceFile> files =
 *         new RecordsEmitter().emit(protocol, new EmitOptions("org.example.agent", "Agent", Map.of()), problems);
 * }</pre>
 */
public final class RecordsEmitter implements Emitter {
    /** An emitter; it has no state. */
    public RecordsEmitter() {}

    @Override
    public String style() {
        return "records";
    }

    @Override
    public List<SourceFile> emit(Protocol protocol, EmitOptions options, Problems problems) {
        Emission emission = Emission.of(protocol, options, problems);
        if (!Identifiers.isPackageName(options.packageName()) || !Identifiers.isTypeName(options.protocolName())) {
            return List.of();
        }
        List<Unit> units = new ArrayList<>();
        SortedSet<String> packages = new TreeSet<>();
        packages.add(options.packageName());
        for (Definition definition : protocol.definitions().values()) {
            String packageName = emission.classOf(definition.name()).packageName();
            packages.add(packageName);
            units.add(new Unit(packageName, type(definition, emission)));
        }
        ofProtocol(emission, new ExperimentalUses(emission)::addTo)
                .forEach(type -> units.add(new Unit(options.packageName(), type)));

        // Most of the time goes into the text, which every file makes for itself.
        List<SourceFile> files = new ArrayList<>(units.parallelStream()
                .map(unit -> file(unit.packageName(), unit.type(), emission))
                .toList());
        files.addAll(SupportEmitter.emit(options, packages));
        files.sort(Comparator.comparing(SourceFile::path));
        return files;
    }

    private record Unit(String packageName, TypeSpec.Builder type) {}

    private static TypeSpec.Builder type(Definition definition, Emission emission) {
        Shape shape = definition.shape();
        if (shape instanceof Shape.Struct) {
            return new StructEmitter(emission, definition).emit();
        } else if (shape instanceof Shape.Enumeration) {
            return new EnumerationEmitter(emission, definition).emit();
        } else if (shape instanceof Shape.TaggedUnion) {
            return new TaggedUnionEmitter(emission, definition).emit();
        } else if (shape instanceof Shape.KeyedUnion) {
            return new KeyedUnionEmitter(emission, definition).emit();
        } else if (shape instanceof Shape.KindUnion) {
            return new KindUnionEmitter(emission, definition).emit();
        }
        return new AliasEmitter(emission, definition).emit();
    }

    /** The types of a protocol's two ends; {@code more} is what a style adds to the method table. */
    static List<TypeSpec.Builder> ofProtocol(Emission emission, Consumer<TypeSpec.Builder> more) {
        List<TypeSpec.Builder> types = new ArrayList<>();
        if (!emission.protocol().methods().isEmpty()) {
            MethodNames names = new MethodNames(emission);
            TypeSpec.Builder table = new MethodsEmitter(emission, names).emit();
            more.accept(table);
            types.add(table);
            types.add(new ServerInterfaceEmitter(emission, names).emit());
            types.add(new ClientInterfaceEmitter(emission, names).emit());
            types.add(new BindingEmitter(emission, names).emit());
            if (!emission.protocol().errors().isEmpty()) {
                types.add(new ErrorsEmitter(emission).emit());
            }
        }
        return types;
    }

    static SourceFile file(String packageName, TypeSpec.Builder type, Emission emission) {
        type.addAnnotation(Annotations.GENERATED);
        if (emission.anyDeprecated()) {
            type.addAnnotation(Annotations.SUPPRESS_DEPRECATION);
        }
        TypeSpec built = type.build();
        JavaFile file = JavaFile.builder(packageName, built)
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
        return new SourceFile(packageName.replace('.', '/') + "/" + built.name() + ".java", file.toString());
    }
}
