package dev.parlance.codegen.beans;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.codemodel.JAnnotationArrayMember;
import com.sun.codemodel.JDefinedClass;
import com.sun.codemodel.JFieldVar;
import com.sun.codemodel.JMethod;
import dev.parlance.codegen.model.Stability;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jsonschema2pojo.Jackson2Annotator;

/** Annotates one bean, whose members the schema has under their Java names, for their names on the wire. */
final class BeanAnnotator extends Jackson2Annotator {
    private final BeanEmission emission;
    private final Set<String> tags;
    private final Map<String, JsonNode> members = new HashMap<>();

    /** For one bean only. */
    BeanAnnotator(BeanEmission emission, Set<String> tags) {
        super(BeanRules.config());
        this.emission = emission;
        this.tags = tags;
    }

    @Override
    public void propertyOrder(JDefinedClass bean, JsonNode properties) {
        JAnnotationArrayMember order = bean.annotate(JsonPropertyOrder.class).paramArray("value");
        tags.forEach(order::param);
        properties.forEach(property -> order.param(wire(property)));
    }

    @Override
    public void propertyField(JFieldVar field, JDefinedClass bean, String name, JsonNode property) {
        members.put(name, property);
        field.annotate(JsonProperty.class).param("value", wire(property));
        if (property.path(BeanSchema.WRITES_NULL).asBoolean()) {
            field.annotate(JsonInclude.class).param("value", JsonInclude.Include.ALWAYS);
        }
    }

    @Override
    public void propertyGetter(JMethod getter, JDefinedClass bean, String name) {
        accessor(getter, bean, name);
    }

    @Override
    public void propertySetter(JMethod setter, JDefinedClass bean, String name) {
        accessor(setter, bean, name);
    }

    @Override
    public void anyGetter(JMethod getter, JDefinedClass bean) {
        getter.annotate(JsonAnyGetter.class);
        getter.annotate(JsonInclude.class)
                .param("value", JsonInclude.Include.ALWAYS)
                .param("content", JsonInclude.Include.ALWAYS);
        getter.javadoc().append("The members that are not declared, by their names; to be changed in place.");
    }

    @Override
    public void enumCreatorMethod(JDefinedClass type, JMethod creator) {
        creator.annotate(JsonCreator.class).param("mode", JsonCreator.Mode.DELEGATING);
    }

    private void accessor(JMethod accessor, JDefinedClass bean, String name) {
        JsonNode member = members.getOrDefault(name, MissingNode.getInstance());
        accessor.annotate(JsonProperty.class).param("value", wire(member));
        emission.stabilityClass(
                        Stability.valueOf(member.path(BeanSchema.STABILITY).asText()))
                .ifPresent(mark -> accessor.annotate(bean.owner().directClass(mark.canonicalName())));
    }

    private static String wire(JsonNode property) {
        return property.path(BeanSchema.WIRE).asText();
    }
}
