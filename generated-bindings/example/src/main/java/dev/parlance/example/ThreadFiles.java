package dev.parlance.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.IdleThreadStatus;
import dev.parlance.agent.protocol.SessionSource;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.rpc.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Threads as JSON files, one each, so that they outlive the server. The generated types are what is stored. */
final class ThreadFiles {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Path folder;

    ThreadFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    AbsolutePathBuf home() {
        return new AbsolutePathBuf(folder.toString());
    }

    AgentThread create(@Nullable String cwd) {
        String id = UUID.randomUUID().toString();
        long now = Instant.now().getEpochSecond();
        AgentThread thread = AgentThread.builder()
                .id(id)
                .sessionId(id)
                .preview("")
                .ephemeral(false)
                .projectId(null)
                .modelProvider(Answers.MODEL)
                .createdAt(now)
                .updatedAt(now)
                .status(IdleThreadStatus.builder().build())
                .cwd(new AbsolutePathBuf(
                        Path.of(cwd == null ? "" : cwd).toAbsolutePath().toString()))
                .cliVersion("0.1.0")
                .source(SessionSource.Value.APP_SERVER)
                .turns(List.of())
                .build();
        write(thread);
        return thread;
    }

    /** The thread with its turns; refuses what is no id of a stored one. */
    AgentThread read(String id) {
        try {
            return mapper.readValue(file(id).toFile(), AgentThread.class);
        } catch (IOException e) {
            throw new RpcException(-32600, "no thread " + id + " is stored");
        }
    }

    synchronized void append(String id, Turn turn) {
        AgentThread thread = read(id);
        List<Turn> turns = new ArrayList<>(thread.turns());
        turns.add(turn);
        write(thread.toBuilder()
                .turns(turns)
                .updatedAt(Instant.now().getEpochSecond())
                .build());
    }

    private void write(AgentThread thread) {
        try {
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, "thread", ".tmp");
            mapper.writeValue(whole.toFile(), thread);
            Files.move(whole, file(thread.id()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String id) {
        try {
            return folder.resolve(UUID.fromString(id) + ".json");
        } catch (IllegalArgumentException e) {
            throw new RpcException(-32600, "not a thread id");
        }
    }
}
