package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a {@link TestClient} answers what its server asks; its user decides as the scenario wants. */
final class TestQuestions {
    private final TestClient client;
    /** Questions that a slow user thinks about. */
    private final Deque<ObjectNode> open = new ArrayDeque<>();

    TestQuestions(TestClient client) {
        this.client = client;
    }

    /** The server asks. */
    void asked(ObjectNode request) {
        if (client.has(Fault.STOPS_READING_WHILE_IT_WAITS) && client.waits()) {
            return;
        }
        switch (request.path("method").asText()) {
            case "item/commandExecution/requestApproval", "item/fileChange/requestApproval" -> approval(request);
            case "item/permissions/requestApproval" -> {
                ObjectNode result = TestClient.JSON.createObjectNode();
                ObjectNode granted = result.putObject("permissions");
                if (client.has(Fault.GRANTS_PERMISSIONS_UNASKED)) {
                    granted.putObject("network").put("enabled", true);
                }
                answer(request, result);
            }
            case "mcpServer/elicitation/request" ->
                answer(request, TestClient.JSON.createObjectNode().put("action", "decline"));
            default -> unknown(request);
        }
    }

    /** Somebody else has decided. */
    synchronized void resolved(JsonNode id) {
        if (!client.has(Fault.ANSWERS_WHAT_IS_RESOLVED)) {
            open.removeIf(question -> question.get("id").equals(id));
        }
    }

    /** The user has read something; a slow one makes up his mind. */
    synchronized void shown() {
        while (!open.isEmpty()) {
            decide(open.poll(), "accept");
        }
    }

    private void approval(ObjectNode request) {
        if (client.has(Fault.ACCEPTS_UNASKED)) {
            decide(request, "accept");
            return;
        }
        if (!client.has(Fault.ACCEPTS_WITHOUT_ASKING_ITS_USER)) {
            client.tell(TestClient.JSON
                    .createObjectNode()
                    .put("asked", request.path("method").asText()));
        }
        String decision = client.setting("decision");
        if (!decision.equals("late")) {
            decide(request, decision);
        } else if (client.has(Fault.STOPS_READING_WHILE_IT_ASKS)) {
            never();
        } else {
            synchronized (this) {
                open.add(request);
            }
        }
    }

    /** The thread that reads waits for what only reading could bring. */
    private static void never() {
        try {
            new CountDownLatch(1).await(1, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(ObjectNode request, String decision) {
        JsonNode offered = request.at("/params/availableDecisions");
        boolean decline = decision.equals("decline");
        if (decline && offered.isArray() && !client.has(Fault.DECIDES_WHAT_WAS_NOT_OFFERED)) {
            answer(request, TestClient.JSON.createObjectNode().put("decision", "cancel"));
        } else if (client.has(Fault.ANSWERS_IN_THE_WRONG_SHAPE)) {
            answer(request, TestClient.JSON.createObjectNode().put("approved", !decline));
        } else {
            answer(request, TestClient.JSON.createObjectNode().put("decision", decision));
        }
    }

    private void unknown(ObjectNode request) {
        if (client.has(Fault.LEAVES_UNKNOWN_REQUEST_UNANSWERED)) {
            return;
        }
        if (client.has(Fault.AGREES_TO_UNKNOWN_REQUEST)) {
            answer(request, TestClient.JSON.createObjectNode());
            return;
        }
        ObjectNode message = TestClient.JSON.createObjectNode();
        message.set("id", request.get("id"));
        message.putObject("error").put("code", -32601).put("message", "not known here");
        client.write(message);
    }

    private void answer(ObjectNode request, ObjectNode result) {
        ObjectNode message = TestClient.JSON.createObjectNode();
        message.set("id", request.get("id"));
        message.set("result", result);
        client.write(message);
    }
}
