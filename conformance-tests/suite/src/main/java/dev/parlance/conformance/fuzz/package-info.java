/**
 * Seeded requests made of the schema, right, nearly right and hostile, against a living subject; what breaks a rule is
 * shrunk to a few messages. What may be sent at all stands in {@code policy.json}: a method it does not list is never
 * sent unasked.
 */
@NullMarked
package dev.parlance.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
