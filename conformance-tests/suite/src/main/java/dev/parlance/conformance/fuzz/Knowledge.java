package dev.parlance.conformance.fuzz;

import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;

/**
 * What every session of a run shares. Immutable.
 *
 * @param protocol the protocol
 * @param judge of values
 * @param policy what may be sent
 * @param schema for makers of values
 * @param dialect the subject's choices
 */
record Knowledge(Protocol protocol, SchemaJudge judge, FuzzPolicy policy, SchemaView schema, FuzzDialect dialect) {
    static Knowledge of(Protocol protocol, FuzzPolicy policy, FuzzDialect dialect) {
        return new Knowledge(protocol, new SchemaJudge(protocol), policy, new SchemaView(protocol), dialect);
    }

    Expectation.Source expectations() {
        return new Expectation.Source(protocol, judge, dialect);
    }

    Oracle oracle() {
        return new Oracle(protocol, policy, dialect);
    }
}
