package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.TypeName;
import java.util.Collection;
import java.util.SortedSet;
import javax.lang.model.element.Modifier;

/** What all unions have in common: an interface, sealed where the language allows it. */
final class Unions {
    private Unions() {}

    /**
     * Starts the interface.
     *
     * @param variants types outside the interface
     * @param nested names of the variants inside it
     */
    static TypeSpec.Builder builder(
            Definition definition, Collection<ClassName> variants, Collection<String> nested, Emission emission) {
        ClassName self = emission.classOf(definition.name());
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "$L\n",
                        Javadocs.of(definition.doc().text(), "The type " + definition.name() + " of the protocol."))
                .addAnnotations(Annotations.marks(definition.doc(), emission));
        SortedSet<TypeName> parents = emission.hierarchy().unions(definition.name());
        parents.forEach(parent -> type.addSuperinterface(emission.classOf(parent)));
        // Outside a named module a sealed type and its variants have to share a package.
        boolean together = variants.stream().allMatch(v -> v.packageName().equals(self.packageName()));
        if (together && !(variants.isEmpty() && nested.isEmpty())) {
            type.addModifiers(Modifier.SEALED);
            variants.forEach(type::addPermittedSubclass);
            nested.forEach(name -> type.addPermittedSubclass(self.nestedClass(name)));
        }
        return type;
    }
}
