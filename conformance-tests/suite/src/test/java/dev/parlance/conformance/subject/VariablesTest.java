package dev.parlance.conformance.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Variables variables = new Variables().set("name", "x").set("number", IntNode.valueOf(7));

    @Test
    void placeholderAloneIsTheValueItself() throws IOException {
        variables.set("list", yaml("[1, {a: b}]"));
        assertThat(variables.expand(yaml("{n: '${number}', t: 'no ${number}', l: '${list}', '${name}': 1}")))
                .isEqualTo(yaml("{n: 7, t: 'no 7', l: [1, {a: b}], x: 1}"));
    }

    @Test
    void dotsLeadIntoObjects() throws IOException {
        variables.set("thread", yaml("{status: {type: idle}, turns: [{id: u}]}"));
        assertThat(variables.expand("${thread.status.type} ${thread.turns.0.id}"))
                .isEqualTo("idle u");
    }

    @Test
    void doubledSignIsTaken() {
        assertThat(variables.expand("$${name} ${name} $name $$")).isEqualTo("${name} x $name $$");
    }

    @Test
    void textsMayBeRepeated() {
        assertThat(variables.expand("${repeat:ab:3}")).isEqualTo("ababab");
        assertThatThrownBy(() -> variables.expand("${repeat:ab:2000000000}"))
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void unknownNameIsNamedWithWhatThereIs() {
        assertThatThrownBy(() -> variables.expand("${nmae}"))
                .isInstanceOf(SubjectException.class)
                .hasMessage("nothing is known as ${nmae}; there are [name, number]");
    }

    private static JsonNode yaml(String text) throws IOException {
        return YAML.readTree(text);
    }
}
