package dev.parlance.codegen.model;

import org.jspecify.annotations.Nullable;

/**
 * A declared error: {@code Overloaded, -32001}.
 *
 * @param name unique in the protocol
 * @param code the JSON-RPC code
 * @param message the usual text
 * @param data type of the error's data; null for none
 */
public record ErrorCode(
        String name, int code, String message, @Nullable TypeRef data, Doc doc, Location location) {}
