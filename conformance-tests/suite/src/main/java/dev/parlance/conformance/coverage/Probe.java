package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A schema made ready to mark what a value shows of it. A value that does not fit marks what it can and is not complained
 * about: that is a judge's matter.
 */
interface Probe {
    /** Has nothing to mark. */
    Probe NOTHING = value -> {};

    void see(JsonNode value);
}
