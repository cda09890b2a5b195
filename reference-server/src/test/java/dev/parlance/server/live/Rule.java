package dev.parlance.server.live;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rules of the protocol that a test holds the server to, such as {@code @Rule({"FRM-5", "RPC-16"})}.
 * {@link EveryRuleHasATest} reads it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rule {
    /** Ids of rules. */
    String[] value();
}
