package dev.parlance.codegen.java;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Builds models by hand, so that the emitter is tested without a reader. */
final class ProtocolBuilder {
    private final TreeMap<TypeName, Definition> definitions = new TreeMap<>();
    private final List<RpcMethod> methods = new ArrayList<>();
    private final List<ErrorCode> errors = new ArrayList<>();

    static TypeName name(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? TypeName.of(text) : new TypeName(text.substring(0, slash), text.substring(slash + 1));
    }

    static TypeRef ref(String name) {
        return new TypeRef.Named(name(name));
    }

    static Location at(String pointer) {
        return new Location("test.json", "/" + pointer);
    }

    static Doc doc(String text) {
        return new Doc(text, Stability.STABLE);
    }

    static Property required(String name, TypeRef type) {
        return property(name, type, true, Nullness.NEVER);
    }

    static Property requiredNullable(String name, TypeRef type) {
        return property(name, type, true, Nullness.SAME_AS_ABSENT);
    }

    static Property optional(String name, TypeRef type) {
        return property(name, type, false, Nullness.SAME_AS_ABSENT);
    }

    static Property clears(String name, TypeRef type) {
        return property(name, type, false, Nullness.CLEARS);
    }

    static Property property(String name, TypeRef type, boolean required, Nullness nullness) {
        return new Property(
                name,
                type,
                required,
                nullness,
                null,
                null,
                Doc.NONE,
                at("properties").at(name));
    }

    static Property documented(Property property, String text, Stability stability) {
        return new Property(
                property.name(),
                property.type(),
                property.required(),
                property.nullness(),
                "30",
                "milliseconds",
                new Doc(text, stability),
                property.location());
    }

    ProtocolBuilder define(String name, Doc doc, Shape shape) {
        TypeName type = name(name);
        definitions.put(type, new Definition(type, doc, shape, at("$defs").at(name)));
        return this;
    }

    ProtocolBuilder struct(String name, Property... properties) {
        return define(name, Doc.NONE, new Shape.Struct(List.of(properties), List.of(), false, null));
    }

    ProtocolBuilder enumeration(String name, boolean open, String... values) {
        return define(name, Doc.NONE, new Shape.Enumeration(values(values), open));
    }

    static List<Shape.EnumValue> values(String... wires) {
        return Arrays.stream(wires)
                .map(wire -> new Shape.EnumValue(wire, Doc.NONE))
                .toList();
    }

    ProtocolBuilder alias(String name, TypeRef target) {
        return define(name, Doc.NONE, new Shape.Alias(target));
    }

    /** A union; each variant's tag value is the name of its type in lower case. */
    ProtocolBuilder tagged(String name, String tag, boolean open, String... types) {
        List<Shape.Variant> variants = Arrays.stream(types)
                .map(type -> new Shape.Variant(type.toLowerCase(java.util.Locale.ROOT), name(type)))
                .toList();
        return define(name, Doc.NONE, new Shape.TaggedUnion(tag, variants, List.of(), open));
    }

    ProtocolBuilder kinds(String name, boolean open, Shape.Alternative... alternatives) {
        return define(name, Doc.NONE, new Shape.KindUnion(List.of(alternatives), open));
    }

    static Shape.Alternative object(String type, String... keys) {
        return new Shape.Alternative(type, ref(type), Shape.JsonKind.OBJECT, List.of(keys));
    }

    static Shape.Alternative scalar(String name, TypeRef type, Shape.JsonKind kind) {
        return new Shape.Alternative(name, type, kind, List.of());
    }

    ProtocolBuilder method(
            String name, boolean fromClient, RpcMethod.Params params, String result, RpcMethod.Traits traits) {
        TypeName type = result == null ? null : name(result);
        methods.add(new RpcMethod(
                name, fromClient, params, type, traits, at("methods").at(name)));
        return this;
    }

    static RpcMethod.Params params(String type) {
        return new RpcMethod.Params(name(type), false);
    }

    static RpcMethod.Params optionalParams(String type) {
        return new RpcMethod.Params(name(type), true);
    }

    ProtocolBuilder error(String name, int code, String message, TypeRef data) {
        errors.add(
                new ErrorCode(name, code, message, data, Doc.NONE, at("errors").at(name)));
        return this;
    }

    ProtocolBuilder error(ErrorCode error) {
        errors.add(error);
        return this;
    }

    Protocol build() {
        methods.sort(Comparator.comparing(RpcMethod::name));
        errors.sort(Comparator.comparing(ErrorCode::name));
        return new Protocol("Test", "1.0.0", definitions, List.copyOf(methods), List.copyOf(errors));
    }
}
