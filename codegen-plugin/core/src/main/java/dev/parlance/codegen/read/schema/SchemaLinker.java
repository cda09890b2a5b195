package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.TypeName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Makes linked definitions of named JSON schemas (draft-07 and 2020-12). Inline objects, unions and enums become
 * definitions of their own: a member's as {@code OwnerMember}, a variant's as {@code TagUnion}. Everything that is not
 * understood is noted as a problem; nothing falls silently to "any value".
 *
 * <pre>{@code
 * SortedMap<TypeName, Definition> types =
 *         new SchemaLinker(dialect, RefResolver.below("#/$defs/"), problems).linkAll(schemas, Reachability.roots(methods));
 * problems.throwIfAny();
 * }</pre>
 */
public final class SchemaLinker {
    private final SchemaDialect dialect;
    private final RefResolver refs;
    private final Problems problems;

    /** A linker for one dialect; {@code problems} receives everything that is wrong. */
    public SchemaLinker(SchemaDialect dialect, RefResolver refs, Problems problems) {
        this.dialect = dialect;
        this.refs = refs;
        this.problems = problems;
    }

    /**
     * The definitions of the roots and of all that they refer to; other schemas are not looked at.
     *
     * @param schemas every schema that a reference may name
     * @param roots names in {@code schemas} that something uses as they are, params of methods say; a name that is missing is
     *     ignored, its reference was the caller's to check
     */
    public SortedMap<TypeName, Definition> link(Map<TypeName, NamedSchema> schemas, Collection<TypeName> roots) {
        return linking(schemas, false).run(roots, List.of());
    }

    /** The definitions of all schemas, whether or not the roots lead to them. */
    public SortedMap<TypeName, Definition> linkAll(Map<TypeName, NamedSchema> schemas, Collection<TypeName> roots) {
        return linking(schemas, true).run(roots, schemas.keySet());
    }

    private Linking linking(Map<TypeName, NamedSchema> schemas, boolean all) {
        return new Linking(dialect, problems, new SchemaSet(schemas, refs, dialect, problems, all));
    }
}
