package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.rpc.Direction;
import dev.parlance.rpc.Method;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnEventMappingTest {
    private static final String IN_TURN = "'threadId':'t','turnId':'u'";

    private static TurnEventMapping.@Nullable Addressed map(Method<?, ?> method, String params) {
        return TurnEventMapping.of(method.name(), Json.read(params.replace('\'', '"'), method.params()));
    }

    private static TurnEventMapping.Addressed text(TurnEvent.TextKind kind, long index) {
        return new TurnEventMapping.Addressed("t", "u", new TurnEvent.TextDelta("i", kind, index, "x"));
    }

    @Test
    void eachKindOfTextIsToldApart() {
        String delta = "{" + IN_TURN + ",'itemId':'i','delta':'x','summaryIndex':2,'contentIndex':3}";

        assertThat(map(AgentMethods.ITEM_AGENT_MESSAGE_DELTA, delta)).isEqualTo(text(TurnEvent.TextKind.MESSAGE, 0));
        assertThat(map(AgentMethods.ITEM_REASONING_SUMMARY_TEXT_DELTA, delta))
                .isEqualTo(text(TurnEvent.TextKind.REASONING_SUMMARY, 2));
        assertThat(map(AgentMethods.ITEM_REASONING_TEXT_DELTA, delta)).isEqualTo(text(TurnEvent.TextKind.REASONING, 3));
        assertThat(map(AgentMethods.ITEM_PLAN_DELTA, delta)).isEqualTo(text(TurnEvent.TextKind.PLAN, 0));
        assertThat(map(AgentMethods.ITEM_COMMAND_EXECUTION_OUTPUT_DELTA, delta))
                .isEqualTo(text(TurnEvent.TextKind.COMMAND_OUTPUT, 0));
    }

    @Test
    void plansAndDiffsAreWhole() {
        assertThat(map(AgentMethods.TURN_DIFF_UPDATED, "{" + IN_TURN + ",'diff':'+a'}"))
                .isEqualTo(new TurnEventMapping.Addressed("t", "u", new TurnEvent.DiffUpdated("+a")));
        TurnEventMapping.Addressed plan = map(
                AgentMethods.TURN_PLAN_UPDATED,
                "{" + IN_TURN + ",'explanation':null,'plan':[{'step':'s','status':'pending'}]}");
        assertThat(plan).isNotNull();
        assertThat(plan.event())
                .isInstanceOfSatisfying(
                        TurnEvent.PlanUpdated.class,
                        updated ->
                                assertThat(updated.plan().plan().get(0).step()).isEqualTo("s"));
    }

    @Test
    void everyNotificationThatNamesATurnIsAnEvent() {
        Map<String, Boolean> seen = new TreeMap<>();
        Map<String, Boolean> expected = new TreeMap<>();
        JsonNode methods = Json.schema().path("x-methods");
        for (Method<?, ?> method : AgentMethods.all()) {
            if (method.direction() != Direction.SERVER_TO_CLIENT || method.isRequest()) {
                continue;
            }
            for (JsonNode example : methods.path(method.name()).path("examples")) {
                JsonNode params = example.path("params");
                boolean ofATurn = params.path("threadId").isTextual()
                        && (params.path("turnId").isTextual()
                                || params.path("turn").path("id").isTextual());
                String name = method.name() + " " + example.path("title").asText();
                expected.put(name, ofATurn);
                seen.put(
                        name,
                        TurnEventMapping.of(method.name(), Json.read(params.toString(), method.params())) != null);
            }
        }

        assertThat(seen).isEqualTo(expected);
        assertThat(expected.values()).contains(true, false);
    }
}
