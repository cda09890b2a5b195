/**
 * Compares the canonical protocol with the schema that the real server prints, as JSON Schema: the generator has no part
 * in it. {@link dev.parlance.codex.schema.SchemaAgreementTest} is the comparison; the other tests show that it can fail.
 */
@NullMarked
package dev.parlance.codex.schema;

import org.jspecify.annotations.NullMarked;
