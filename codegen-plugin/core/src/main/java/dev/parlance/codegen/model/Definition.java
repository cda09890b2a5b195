package dev.parlance.codegen.model;

/**
 * A named type.
 *
 * @param name unique in the protocol
 * @param doc what the schema says about it
 * @param shape what its values look like
 * @param location where it is defined
 */
public record Definition(TypeName name, Doc doc, Shape shape, Location location) {}
