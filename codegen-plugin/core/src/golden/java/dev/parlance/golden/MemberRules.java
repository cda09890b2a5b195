package dev.parlance.golden;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.annotation.processing.Generated;

/**
 * What the schema asks of a type's members and reading does not: readers get along with such a value, but who acts upon
 * it can ask here whether to refuse it. Members go by their names on the wire.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Generated("dev.parlance.codegen")
public @interface MemberRules {
    /**
     * Members that may be left out, but may not be null.
     */
    String[] notNull() default {};

    /**
     * Groups of members, one of which has to be there whole; empty where there is no such rule.
     */
    Group[] oneOf() default {};

    /**
     * Members that belong together.
     */
    @Generated("dev.parlance.codegen")
    @interface Group {
        /**
         * Their names.
         */
        String[] value();
    }
}
