package dev.parlance.conformance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.conformance.tap.TestPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server with one way of doing a turn, and ids of its own; it asks for an approval and goes on once it has it. */
public final class ReplayPeer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String manner;
    private final String prefix;

    /** Does as the recorded server did ({@code same}), or {@code fails}, says something {@code extra}, {@code dies}. */
    public ReplayPeer(String manner, String prefix) {
        this.manner = manner;
        this.prefix = prefix;
    }

    /** The command line that starts it. */
    public static List<String> command(String manner) {
        List<String> command = TestPeer.command(manner);
        command.set(command.size() - 2, ReplayPeer.class.getName());
        return command;
    }

    /** Entry point of the process. */
    public static void main(String[] args) throws IOException {
        ReplayPeer peer = new ReplayPeer(args[0], "p");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            peer.answer(line).forEach(System.out::println);
            if (args[0].equals("dies") && line.contains("turn/start")) {
                return;
            }
        }
    }

    /** What it says to a line of the client. */
    public List<String> answer(String line) throws IOException {
        JsonNode message = JSON.readTree(line);
        String id = message.path("id").toString();
        List<String> said = new ArrayList<>();
        switch (message.path("method").asText()) {
            case "initialize" ->
                said.add("{\"id\":" + id + ",\"result\":{\"userAgent\":\"peer/1\",\"codexHome\":\"/home/peer\","
                        + "\"platformFamily\":\"unix\",\"platformOs\":\"linux\"}}");
            case "initialized" -> {}
            case "thread/start" ->
                said.add("{\"id\":" + id + ",\"result\":{\"thread\":{\"id\":\"" + prefix + "-thread\"}}}");
            case "turn/start" -> start(id, message.at("/params/threadId").asText(), said);
            case "" -> {
                boolean right = id.equals("\"" + prefix + "-ask\"");
                said.add(end(manner.equals("fails") || !right ? "failed" : "completed"));
            }
            default -> said.add("{\"id\":" + id + ",\"error\":{\"code\":-32601,\"message\":\"unknown\"}}");
        }
        return said;
    }

    private void start(String id, String thread, List<String> said) {
        if (!thread.equals(prefix + "-thread")) {
            said.add("{\"id\":" + id + ",\"error\":{\"code\":-32600,\"message\":\"no thread " + thread + "\"}}");
            return;
        }
        String turn = prefix + "-turn";
        said.add("{\"id\":" + id + ",\"result\":{\"turn\":{\"id\":\"" + turn + "\",\"status\":\"inProgress\"}}}");
        said.add("{\"method\":\"turn/started\",\"params\":{\"threadId\":\"" + thread + "\",\"turn\":{\"id\":\"" + turn
                + "\",\"status\":\"inProgress\"}}}");
        for (int i = 0; i < (prefix.equals("p") ? 3 : 1); i++) {
            said.add("{\"method\":\"item/agentMessage/delta\",\"params\":{\"threadId\":\"" + thread
                    + "\",\"itemId\":\"i\",\"delta\":\"" + prefix + i + "\"}}");
        }
        if (manner.equals("extra")) {
            said.add("{\"method\":\"warning\",\"params\":{\"message\":\"careful\"}}");
        }
        if (!manner.equals("dies")) {
            said.add("{\"id\":\"" + prefix + "-ask\",\"method\":\"item/commandExecution/requestApproval\","
                    + "\"params\":{\"threadId\":\"" + thread + "\",\"turnId\":\"" + turn + "\"}}");
        }
    }

    private String end(String status) {
        return "{\"method\":\"turn/completed\",\"params\":{\"threadId\":\"" + prefix + "-thread\",\"turn\":{\"id\":\""
                + prefix + "-turn\",\"status\":\"" + status + "\"}}}";
    }
}
