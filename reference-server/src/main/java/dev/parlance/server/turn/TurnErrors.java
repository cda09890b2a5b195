package dev.parlance.server.turn;

import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.TurnError;
import dev.parlance.server.model.ModelException;
import org.jspecify.annotations.Nullable;

/** Failures as a turn shows them. */
final class TurnErrors {
    private TurnErrors() {}

    static TurnError of(ModelException failure) {
        return TurnError.builder()
                .message(text(failure.getMessage()))
                .codexErrorInfo(failure.info())
                .additionalDetails(failure.details())
                .build();
    }

    static TurnError of(@Nullable String message, CodexErrorInfo info) {
        return TurnError.builder().message(text(message)).codexErrorInfo(info).build();
    }

    private static String text(@Nullable String message) {
        return message == null ? "failed" : message;
    }
}
