package dev.parlance.server.cli;

import dev.parlance.agent.Agent;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.RunningTurn;
import dev.parlance.agent.TurnEvent;
import dev.parlance.agent.TurnOptions;
import dev.parlance.agent.TurnResult;
import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.InMemoryTransport;
import dev.parlance.rpc.RpcException;
import dev.parlance.rpc.Transport;
import java.util.List;

/**
 * One turn, from the start of a server in this process to its exit code. It is a client like any other: through the
 * protocol, over a pipe in memory, with the conversation API.
 *
 * <pre>{@code
 * int exitCode = new ExecRun(request, ServeOptions.DEFAULT).run();
 * }</pre>
 */
final class ExecRun {
    private final ExecRequest request;
    private final ServeOptions options;
    private final ExecProgress progress;

    ExecRun(ExecRequest request, ServeOptions options) {
        this.request = request;
        this.options = options;
        this.progress = new ExecProgress(!request.json());
    }

    /**
     * Runs it to its end; a signal closes the turn as interrupted.
     *
     * @throws StartException if there is no server, no thread or no turn
     */
    int run() throws StartException {
        try (RunningServer running = RunningServer.start(options)) {
            running.haltOnSignal(ExitCode.INTERRUPTED);
            InMemoryTransport.Pair pair = InMemoryTransport.pair();
            var unused = running.server().connect(pair.server());
            Transport client = request.json() ? new EventTap(pair.client(), StdoutText::line) : pair.client();
            return converse(client);
        }
    }

    private int converse(Transport client) throws StartException {
        try (Agent agent = Agent.builder()
                        .clientInfo("parlance-exec", Version.text())
                        .approvals(new DecliningApprovals(progress))
                        .client(progress.warnings())
                        .diagnostics(progress::note)
                        .attach(client);
                Conversation conversation = open(agent);
                RunningTurn turn = start(conversation)) {
            progress.note("thread " + conversation.id());
            for (TurnEvent event : turn) {
                progress.show(event);
            }
            return report(turn.result());
        } catch (ConnectionClosedException e) {
            throw new StartException(ExitCode.FAILED, "the server ended before the turn did: " + e.getMessage());
        }
    }

    private Conversation open(Agent agent) throws StartException {
        try {
            return request.resume() == null ? agent.startThread(request.start()) : agent.resumeThread(request.resume());
        } catch (RpcException e) {
            throw refused("the thread", e);
        }
    }

    private RunningTurn start(Conversation conversation) throws StartException {
        TurnStartParams params = TurnStartParams.builder()
                .threadId(conversation.id())
                .input(List.of(TextUserInput.builder().text(request.prompt()).build()))
                .outputSchema(request.outputSchema())
                .build();
        try {
            return conversation.run(params, new DecliningApprovals(progress), TurnOptions.DEFAULT);
        } catch (RpcException e) {
            throw refused("the turn", e);
        }
    }

    private static StartException refused(String what, RpcException e) {
        return new StartException(ExitCode.START, what + " was refused: " + OneLine.of(e.getMessage() + "", 2_000));
    }

    private int report(TurnResult result) {
        TurnStatus status = result.turn().status();
        if (!request.json() && !result.finalMessage().isEmpty()) {
            StdoutText.line(result.finalMessage());
        }
        if (status.equals(TurnStatus.COMPLETED)) {
            return progress.somethingDeclined() ? ExitCode.DECLINED : ExitCode.OK;
        }
        var error = result.turn().error();
        progress.note("the turn ended as " + status + (error == null ? "" : ": " + error.message()));
        return status.equals(TurnStatus.INTERRUPTED) ? ExitCode.INTERRUPTED : ExitCode.FAILED;
    }
}
