package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole model as text, one fact a line: for comparing all of it with a file that people can read. */
public final class ModelText {
    private final StringBuilder out = new StringBuilder();

    private ModelText() {}

    public static String of(Protocol protocol) {
        ModelText text = new ModelText();
        protocol.methods().forEach(text::method);
        protocol.definitions().values().forEach(text::definition);
        return text.out.toString();
    }

    public static String of(Collection<Definition> definitions) {
        ModelText text = new ModelText();
        definitions.forEach(text::definition);
        return text.out.toString();
    }

    private void method(RpcMethod method) {
        RpcMethod.Params params = method.params();
        line(
                "method " + method.name(),
                method.fromClient() ? "from client" : "from server",
                params == null ? "()" : "(" + params.type() + (params.optional() ? " or nothing)" : ")"),
                method.result() == null ? "" : "-> " + method.result(),
                doc(method.traits().doc()),
                "@ " + method.location().pointer());
    }

    private void definition(Definition definition) {
        Shape shape = definition.shape();
        line(
                definition.name().toString(),
                shape.getClass().getSimpleName(),
                doc(definition.doc()),
                "@ " + definition.location().pointer());
        if (shape instanceof Shape.Struct struct) {
            struct.properties().forEach(p -> property("  ", p));
            struct.choices().forEach(c -> line("  choice", String.join(" ", c)));
            line(struct.closed() ? "  closed" : "");
            line(struct.rest() == null ? "" : "  rest: " + type(struct.rest()));
        } else if (shape instanceof Shape.Alias alias) {
            line("  = " + type(alias.target()));
        } else if (shape instanceof Shape.Enumeration enumeration) {
            enumeration.values().forEach(this::value);
            line(enumeration.open() ? "  open" : "");
        } else if (shape instanceof Shape.TaggedUnion union) {
            union.variants().forEach(v -> line("  " + union.tag() + " '" + v.tagValue() + "'", "-> " + v.type()));
            union.shared().forEach(p -> property("  shared ", p));
            line(union.open() ? "  open" : "");
        } else if (shape instanceof Shape.KeyedUnion union) {
            union.values().forEach(this::value);
            union.keyed().forEach(k -> line("  {" + k.key() + ": " + type(k.type()) + "}", doc(k.doc())));
            line(union.open() ? "  open" : "");
        } else if (shape instanceof Shape.KindUnion union) {
            for (Shape.Alternative a : union.alternatives()) {
                line("  " + a.kind(), a.name() + ":", type(a.type()), String.join(" ", a.requiredKeys()));
            }
            line(union.open() ? "  open" : "");
        }
    }

    private void value(Shape.EnumValue value) {
        line("  '" + value.wire() + "'", doc(value.doc()));
    }

    private void property(String indent, Property p) {
        line(
                indent + p.name() + (p.required() ? "" : "?") + ":",
                type(p.type()),
                switch (p.nullness()) {
                    case NEVER -> "";
                    case SAME_AS_ABSENT -> "or null";
                    case CLEARS -> "or null to clear";
                },
                p.defaultValue() == null ? "" : "= " + p.defaultValue(),
                p.unit() == null ? "" : "in " + p.unit(),
                doc(p.doc()),
                "@ " + p.location().pointer());
    }

    private static String doc(Doc doc) {
        String stability =
                doc.stability() == Stability.STABLE ? "" : doc.stability().name();
        return (stability + (doc.text().isEmpty() ? "" : " \"" + doc.text() + "\"")).strip();
    }

    private static String type(@Nullable TypeRef type) {
        if (type instanceof TypeRef.Named named) {
            return named.name().toString();
        }
        if (type instanceof TypeRef.ListOf list) {
            return "[" + type(list.element()) + "]";
        }
        if (type instanceof TypeRef.MapOf map) {
            return "{" + type(map.value()) + "}";
        }
        return type instanceof TypeRef.OrNull nullable ? type(nullable.type()) + "|null" : String.valueOf(type);
    }

    private void line(String... parts) {
        List<String> said = new ArrayList<>();
        for (String part : parts) {
            if (!part.isEmpty()) {
                said.add(part);
            }
        }
        if (!said.isEmpty()) {
            out.append(String.join(" ", said)).append('\n');
        }
    }
}
