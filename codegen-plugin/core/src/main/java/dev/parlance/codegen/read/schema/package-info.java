/**
 * From JSON Schema to the linked model, for all dialects: parse and check one schema ({@code SchemaParser}), then link it
 * ({@code SchemaLinker}). Knows no protocol; what differs between dialects comes in as a {@code SchemaDialect}.
 */
@NullMarked
package dev.parlance.codegen.read.schema;

import org.jspecify.annotations.NullMarked;
