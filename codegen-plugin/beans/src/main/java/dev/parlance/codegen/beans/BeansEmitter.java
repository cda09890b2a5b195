package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Emitter;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Emits mutable JavaBeans with fluent {@code withX} methods, for those who prefer them to records. Null and absence are one
 * in a bean: a member that is null is not written, unless the protocol requires it and allows null. Where the protocol
 * tells an explicit null from absence, {@code setAdditionalProperty(name, null)} writes it. Members that are not declared
 * are kept and written back. An alias has no type of its own but that which it stands for.
 *
 * <pre>{@code
 * List<SourceFile> files =
 *         new BeansEmitter().emit(protocol, new EmitOptions("org.example.agent", "Agent", Map.of()), problems);
 * }</pre>
 */
public final class BeansEmitter implements Emitter {
    /** An emitter; it has no state. */
    public BeansEmitter() {}

    @Override
    public String style() {
        return "beans";
    }

    @Override
    public List<SourceFile> emit(Protocol protocol, EmitOptions options, Problems problems) {
        JavaStyle style = new JavaStyle(protocol, options, problems);
        if (!style.hasLegalNames() || !new AliasLoops(protocol).check(problems)) {
            return List.of();
        }
        BeanEmission emission = BeanEmission.of(protocol, style, problems);
        TreeSet<String> packages = new TreeSet<>();
        packages.add(options.packageName());
        List<SourceFile> files = new ArrayList<>();
        for (Definition definition : protocol.definitions().values()) {
            file(definition, emission).ifPresent(file -> {
                packages.add(style.classOf(definition.name()).packageName());
                files.add(file);
            });
        }
        files.addAll(style.interfaces());
        files.addAll(SupportFiles.of(options, packages));
        files.sort(Comparator.comparing(SourceFile::path));
        return files;
    }

    private static Optional<SourceFile> file(Definition definition, BeanEmission emission) {
        Shape shape = definition.shape();
        if (shape instanceof Shape.Struct) {
            return Optional.of(new BeanClasses(emission).bean(definition));
        } else if (shape instanceof Shape.Enumeration enumeration && !enumeration.open()) {
            return Optional.of(new BeanClasses(emission).closedEnum(definition));
        }
        ClassName self = emission.style().classOf(definition.name());
        return type(definition, emission).map(type -> {
            emission.stabilityMark(definition.doc()).ifPresent(type::addAnnotation);
            return emission.style().file(self.packageName(), type);
        });
    }

    private static Optional<TypeSpec.Builder> type(Definition definition, BeanEmission emission) {
        Shape shape = definition.shape();
        if (shape instanceof Shape.Enumeration) {
            return Optional.of(new OpenEnumeration(emission, definition).emit());
        } else if (shape instanceof Shape.TaggedUnion) {
            return Optional.of(new TaggedInterface(emission, definition).emit());
        } else if (shape instanceof Shape.KeyedUnion) {
            return Optional.of(new KeyedHolder(emission, definition).emit());
        } else if (shape instanceof Shape.KindUnion) {
            return Optional.of(new KindInterface(emission, definition).emit());
        }
        return new AliasHolder(emission, definition).emit();
    }
}
