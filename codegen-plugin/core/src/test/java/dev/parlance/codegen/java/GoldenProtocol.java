package dev.parlance.codegen.java;

import static dev.parlance.codegen.java.ProtocolBuilder.clears;
import static dev.parlance.codegen.java.ProtocolBuilder.doc;
import static dev.parlance.codegen.java.ProtocolBuilder.documented;
import static dev.parlance.codegen.java.ProtocolBuilder.object;
import static dev.parlance.codegen.java.ProtocolBuilder.optional;
import static dev.parlance.codegen.java.ProtocolBuilder.optionalParams;
import static dev.parlance.codegen.java.ProtocolBuilder.params;
import static dev.parlance.codegen.java.ProtocolBuilder.property;
import static dev.parlance.codegen.java.ProtocolBuilder.ref;
import static dev.parlance.codegen.java.ProtocolBuilder.required;
import static dev.parlance.codegen.java.ProtocolBuilder.requiredNullable;
import static dev.parlance.codegen.java.ProtocolBuilder.scalar;
import static dev.parlance.codegen.java.ProtocolBuilder.values;

import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod.Traits;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeRef;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.util.List;
import java.util.Map;

/** A small protocol with every shape; its emitted sources are the goldens. */
final class GoldenProtocol {
    static final EmitOptions OPTIONS = new EmitOptions("dev.parlance.golden", "Demo", Map.of());

    private GoldenProtocol() {}

    static Protocol protocol() {
        ProtocolBuilder protocol = new ProtocolBuilder();
        scalars(protocol);
        objects(protocol);
        unions(protocol);
        start(protocol);
        methods(protocol);
        return protocol.build();
    }

    private static void scalars(ProtocolBuilder protocol) {
        protocol.alias("Path", Scalar.STRING)
                .alias("Paths", new TypeRef.ListOf(ref("Path")))
                .enumeration("Direction", false, "asc", "desc")
                .enumeration("v2/SortKey", true, "created_at", "otlp-http", "default")
                .define(
                        "Reason",
                        doc("Why."),
                        new Shape.Enumeration(
                                List.of(
                                        new Shape.EnumValue("old", new Doc("No longer sent.", Stability.DEPRECATED)),
                                        new Shape.EnumValue("new", new Doc("Being tried.", Stability.EXPERIMENTAL))),
                                true));
    }

    private static void objects(ProtocolBuilder protocol) {
        protocol.struct("Empty")
                .struct("v2/Thread", required("id", Scalar.STRING), required("createdAt", Scalar.INT64))
                .define(
                        "Everything",
                        new Doc("All kinds of members.\n\nSecond paragraph.", Stability.EXPERIMENTAL),
                        new Shape.Struct(
                                List.of(
                                        required("id", Scalar.STRING),
                                        required("items", new TypeRef.ListOf(ref("Item"))),
                                        requiredNullable("parent", ref("v2/Thread")),
                                        documented(
                                                optional("timeout", Scalar.INT32), "How long.", Stability.EXPERIMENTAL),
                                        documented(optional("old-name", Scalar.STRING), "", Stability.DEPRECATED),
                                        clears("sha", Scalar.STRING),
                                        optional("big", Scalar.BIG_INTEGER),
                                        optional("ratio", Scalar.NUMBER),
                                        optional("flag", Scalar.BOOLEAN),
                                        optional("holes", new TypeRef.ListOf(new TypeRef.OrNull(Scalar.STRING))),
                                        optional("sizes", new TypeRef.MapOf(Scalar.INT64)),
                                        optional("config", Scalar.ANY_OBJECT),
                                        optional("anything", Scalar.ANY),
                                        optional("hashCode", Scalar.STRING),
                                        optional("_meta", Scalar.ANY_OBJECT),
                                        optional("more", Scalar.STRING),
                                        optional("paths", ref("Paths")),
                                        optional("sort", ref("v2/SortKey")),
                                        optional("direction", ref("Direction")),
                                        optional("reason", ref("Reason")),
                                        optional("policy", ref("Policy")),
                                        optional("cursor", ref("Cursor"))),
                                List.of(),
                                false,
                                null))
                .define(
                        "Source",
                        Doc.NONE,
                        new Shape.Struct(
                                List.of(optional("url", Scalar.STRING), optional("fileId", Scalar.STRING)),
                                List.of(List.of("url"), List.of("fileId")),
                                true,
                                null))
                .struct("Edit", required("path", Scalar.STRING), requiredNullable("value", Scalar.ANY))
                .define(
                        "Settings",
                        Doc.NONE,
                        new Shape.Struct(List.of(optional("mode", Scalar.STRING)), List.of(), false, ref("Source")));
    }

    private static Property trial(Property property) {
        return documented(property, "Being tried.", Stability.EXPERIMENTAL);
    }

    /** Params with all that can be experimental in them. */
    private static void start(ProtocolBuilder protocol) {
        protocol.struct(
                        "Start",
                        optional("model", Scalar.STRING),
                        trial(optional("dynamicTools", new TypeRef.ListOf(Scalar.STRING))),
                        trial(clears("daybreak", Scalar.BOOLEAN)),
                        trial(property("rawEvents", Scalar.BOOLEAN, false, Nullness.NEVER)),
                        optional("approval", ref("Approval")),
                        optional("reason", ref("Reason")),
                        optional("sandbox", ref("Sandbox")))
                .alias("Sandbox", ref("Box"))
                .tagged("Box", "type", true, "OpenBox", "TrialBox")
                .struct("OpenBox")
                .define(
                        "TrialBox",
                        new Doc("Being tried.", Stability.EXPERIMENTAL),
                        new Shape.Struct(List.of(), List.of(), false, null))
                .define(
                        "Approval",
                        Doc.NONE,
                        new Shape.KeyedUnion(
                                List.of(
                                        new Shape.EnumValue("never", Doc.NONE),
                                        new Shape.EnumValue("guess", new Doc("", Stability.EXPERIMENTAL))),
                                List.of(new Shape.Keyed(
                                        "granular", Scalar.BOOLEAN, new Doc("", Stability.EXPERIMENTAL))),
                                true));
    }

    private static void unions(ProtocolBuilder protocol) {
        protocol.struct(
                        "TextItem",
                        required("id", Scalar.STRING),
                        required("text", Scalar.STRING),
                        required("isDone", Scalar.BOOLEAN))
                .struct(
                        "UrlImage",
                        required("id", Scalar.STRING),
                        required("url", Scalar.STRING),
                        required("isDone", Scalar.BOOLEAN))
                .struct(
                        "FileImage",
                        required("id", Scalar.STRING),
                        required("fileId", Scalar.STRING),
                        optional("name", Scalar.STRING),
                        required("isDone", Scalar.BOOLEAN))
                .kinds("ImageItem", false, object("UrlImage", "url"), object("FileImage", "fileId"))
                .tagged("Item", "type", true, "TextItem", "ImageItem")
                .struct("ReadAccess", required("path", ref("Path")))
                .struct("FullAccess")
                .tagged("Access", "mode", false, "ReadAccess", "FullAccess")
                .define(
                        "Policy",
                        Doc.NONE,
                        new Shape.KeyedUnion(
                                values("never", "on-request"),
                                List.of(
                                        new Shape.Keyed("granular", ref("Access"), doc("By hand.")),
                                        new Shape.Keyed("note", new TypeRef.OrNull(Scalar.STRING), Doc.NONE)),
                                true))
                .define(
                        "ClosedPolicy",
                        Doc.NONE,
                        new Shape.KeyedUnion(
                                values("on"), List.of(new Shape.Keyed("limit", Scalar.INT32, Doc.NONE)), false))
                .kinds(
                        "Cursor",
                        false,
                        scalar("String", Scalar.STRING, JsonKind.STRING),
                        scalar("Integer", Scalar.INT64, JsonKind.INTEGER),
                        scalar("List", ref("Paths"), JsonKind.ARRAY),
                        object("v2/Thread", "id"))
                .kinds(
                        "Loose",
                        true,
                        scalar("Sort", ref("v2/SortKey"), JsonKind.STRING),
                        object("TextOutput", "text"),
                        object("DataOutput", "data", "mime"))
                .struct("TextOutput", required("text", Scalar.STRING), optional("note", Scalar.STRING))
                .struct(
                        "DataOutput",
                        required("data", Scalar.STRING),
                        required("mime", Scalar.STRING),
                        optional("note", Scalar.STRING))
                .kinds("NamedAccess", false, scalar("String", Scalar.STRING, JsonKind.STRING), object("Access"))
                .kinds(
                        "Amount",
                        false,
                        scalar("Number", Scalar.NUMBER, JsonKind.NUMBER),
                        scalar("Boolean", Scalar.BOOLEAN, JsonKind.BOOLEAN))
                .kinds("Whole", false, scalar("Integer", Scalar.BIG_INTEGER, JsonKind.INTEGER));
    }

    private static void methods(ProtocolBuilder protocol) {
        Traits ordered = new Traits(doc("Reads one."), "thread", "id", "core", List.of("Overloaded"));
        Traits old = new Traits(new Doc("Do not use.", Stability.DEPRECATED), null, null, null, List.of());
        Traits trial = new Traits(new Doc("", Stability.EXPERIMENTAL), "config", null, null, List.of());
        protocol.method("initialize", true, params("Empty"), "Empty", Traits.NONE)
                .method("initialized", true, null, null, Traits.NONE)
                .method("thread/read", true, params("v2/Thread"), "Everything", ordered)
                .method("thread/name/set", true, optionalParams("v2/Thread"), "Empty", trial)
                .method("thread/start", true, params("Start"), "Empty", Traits.NONE)
                .method("thread/inject_items", true, params("Paths"), "Cursor", old)
                .method("thread/delete", true, null, "Empty", Traits.NONE)
                .method("item/approve", false, params("Policy"), "Access", Traits.NONE)
                .method("item/completed", false, params("Item"), null, Traits.NONE)
                .method("tick", false, null, null, Traits.NONE)
                .error("Overloaded", -32001, "Too much to do.", ref("Empty"))
                .error("not loaded", -32002, "Not loaded.", null);
    }
}
