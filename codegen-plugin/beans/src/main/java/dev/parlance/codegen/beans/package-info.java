/**
 * Emits mutable JavaBeans. Plain objects and closed enums are left to jsonschema2pojo, which gets a schema made of our
 * model with every name decided; what JSON Schema has no word for is written with JavaPoet. The types that come out need
 * jackson-annotations alone, the interfaces of both ends also the runtime.
 */
@NullMarked
package dev.parlance.codegen.beans;

import org.jspecify.annotations.NullMarked;
