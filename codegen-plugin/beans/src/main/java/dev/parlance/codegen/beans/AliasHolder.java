package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Shape;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Members use the type an alias stands for. Only where a method's params or result is an alias it gets a class around that
 * type, because the method table names a class for each.
 *
 * <pre>{@code
 * public final class ModelNames { @JsonCreator public ModelNames(List<String> value) … @JsonValue public List<String> getValue() … }
 * }</pre>
 */
final class AliasHolder {
    private final BeanEmission emission;
    private final Definition definition;

    AliasHolder(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
    }

    /** Empty where no method needs it. */
    Optional<TypeSpec.Builder> emit() {
        if (emission.protocol().methods().stream().noneMatch(this::names)) {
            return Optional.empty();
        }
        ClassName self = emission.classOf(definition.name());
        Shape.Alias alias = (Shape.Alias) definition.shape();
        return Optional.of(ValueMethods.holder(self, emission.types().of(alias.target()))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "$L\n",
                        JavaStyle.javadoc(
                                definition.doc().text(), "The type " + definition.name() + " of the protocol.")));
    }

    private boolean names(RpcMethod method) {
        RpcMethod.Params params = method.params();
        return definition.name().equals(method.result())
                || (params != null && definition.name().equals(params.type()));
    }
}
