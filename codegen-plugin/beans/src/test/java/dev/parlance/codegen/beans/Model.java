package dev.parlance.codegen.beans;

import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Doc;
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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Protocols written down in Java. */
final class Model {
    private final SortedMap<TypeName, Definition> definitions = new TreeMap<>();
    private final List<RpcMethod> methods = new ArrayList<>();

    Model define(String name, Shape shape) {
        return define(TypeName.of(name), Doc.NONE, shape);
    }

    Model define(TypeName name, Doc doc, Shape shape) {
        definitions.put(name, new Definition(name, doc, shape, at(name.toString())));
        return this;
    }

    Model request(String name, String params, String result) {
        methods.add(new RpcMethod(
                name,
                true,
                new RpcMethod.Params(TypeName.of(params), false),
                TypeName.of(result),
                RpcMethod.Traits.NONE,
                at(name)));
        return this;
    }

    Protocol protocol() {
        return new Protocol("", "", definitions, methods, List.of());
    }

    static Shape.Struct struct(Property... properties) {
        return new Shape.Struct(List.of(properties), List.of(), false, null);
    }

    static Property required(String name, TypeRef type) {
        return property(name, type, true, Nullness.NEVER);
    }

    static Property requiredOrNull(String name, TypeRef type) {
        return property(name, type, true, Nullness.SAME_AS_ABSENT);
    }

    static Property optional(String name, TypeRef type) {
        return property(name, type, false, Nullness.SAME_AS_ABSENT);
    }

    static Property clearing(String name, TypeRef type) {
        return property(name, type, false, Nullness.CLEARS);
    }

    static Property documented(String name, Doc doc) {
        return new Property(name, TypeRef.Scalar.STRING, false, Nullness.NEVER, doc.text(), doc.text(), doc, at(name));
    }

    static TypeRef named(String name) {
        return new TypeRef.Named(TypeName.of(name));
    }

    static TypeRef listOf(TypeRef element) {
        return new TypeRef.ListOf(element);
    }

    static TypeRef mapOf(TypeRef value) {
        return new TypeRef.MapOf(value);
    }

    static TypeRef orNull(TypeRef type) {
        return new TypeRef.OrNull(type);
    }

    static Shape.Enumeration texts(boolean open, String... wires) {
        return new Shape.Enumeration(List.of(wires).stream().map(Model::text).toList(), open);
    }

    static Shape.EnumValue text(String wire) {
        return new Shape.EnumValue(wire, Doc.NONE);
    }

    static Shape.Variant variant(String tag, String type) {
        return new Shape.Variant(tag, TypeName.of(type));
    }

    static Shape.Alternative alternative(String name, Shape.JsonKind kind, TypeRef type, String... keys) {
        return new Shape.Alternative(name, type, kind, List.of(keys));
    }

    static Doc deprecated(String text) {
        return new Doc(text, Stability.DEPRECATED);
    }

    private static Property property(String name, TypeRef type, boolean required, Nullness nullness) {
        return new Property(name, type, required, nullness, null, null, Doc.NONE, at(name));
    }

    private static Location at(String pointer) {
        return new Location("model.json", "/" + pointer);
    }
}
