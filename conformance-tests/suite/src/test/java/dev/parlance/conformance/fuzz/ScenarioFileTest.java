package dev.parlance.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.play.Scenarios;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Breach ACCEPTED = new Breach(
            new Signature("ERR-2", "thread/read", "accepted: NULLNESS at /params/includeTurns"),
            "an error",
            "a result\nof two lines",
            false);

    @Test
    void idsAreSavedWhereTheyComeFromAndUsedByName() throws IOException {
        Step start = new Step.Call("s1", "valid", "thread/start", JsonNodeFactory.instance.objectNode(), null, false);
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("threadId", Templates.node(new Placeholder.Ref("s1", "", 0, "/thread/id", "t1")));
        params.set("cwd", Templates.node(new Placeholder.PathIn("workspace", "/${sub}")));
        params.putNull("includeTurns");
        Step read = new Step.Call("s2", "damaged", "thread/read", params, null, false);

        assertThat(steps(List.of(start, read), "{\"result\":{\"thread\":{\"id\":\"t1\"}}}"))
                .isEqualTo(JSON.readTree("""
                        [{"start": "main"},
                         {"call": "thread/start", "params": {}, "save": {"value1": "/result/thread/id"}},
                         {"call": "thread/read",
                          "params": {"threadId": "${value1}", "cwd": "${workspace}/$${sub}", "includeTurns": null},
                          "refused": "invalidParams", "rule": "ERR-2"}]
                        """));
    }

    @Test
    void anIdWhoseSourceIsGoneIsWrittenAsItWasSeen() throws IOException {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("threadId", Templates.node(new Placeholder.Ref("gone", "", 0, "/thread/id", "t1")));
        Step read = new Step.Call("s2", "damaged", "thread/read", params, null, false);

        assertThat(steps(List.of(read), "{\"error\":{}}")
                        .at("/1/params/threadId")
                        .textValue())
                .isEqualTo("t1");
    }

    @Test
    void linesKeepTheirBytes() throws IOException {
        Line nested = new Line("{\"x\":", "[", 500, "", "]", "}");
        Step deep = new Step.Raw("s1", "hostile", "deep arrays", nested, "", Step.Want.ANYTHING, "FRM-5");
        Step broken =
                new Step.Raw("s2", "hostile", "not UTF-8", Line.of("\"\udcff\""), "", Step.Want.ANYTHING, "FRM-5");

        assertThat(steps(List.of(deep, broken), "{}")).isEqualTo(JSON.readTree("""
                        [{"start": "main"},
                         {"line": ["{\\"x\\":", "${repeat:[:500}", "", "${repeat:]:500}", "}"], "note": "deep arrays"},
                         {"fence": "", "rule": "ERR-2"},
                         {"line": {"base64": "Iv8i"}, "note": "not UTF-8"},
                         {"fence": "", "rule": "ERR-2"}]
                        """));
    }

    private static JsonNode steps(List<Step> steps, String firstAnswer) throws IOException {
        String text = new ScenarioFile(ACCEPTED, 7)
                .text(steps, List.of(JSON.readTree(firstAnswer), MissingNode.getInstance()));
        assertThat(text).startsWith("# expected: an error\n# seen: a result of two lines\ntitle:");
        return JSON.valueToTree(Scenarios.parse("found", "found.yaml", text).steps());
    }
}
