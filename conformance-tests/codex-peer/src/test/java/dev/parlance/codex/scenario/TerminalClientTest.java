package dev.parlance.codex.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codex.CodexHome;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.ScriptedModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real terminal client on both servers, in a terminal, as a user sees it. */
class TerminalClientTest {
    @ParameterizedTest
    @EnumSource(Subject.class)
    void aUserTalksApprovesRefusesInterruptsAndComesBack(Subject subject) throws Exception {
        TerminalScreen.requirePrograms();
        try (ScriptedModel model = ScriptedModel.start(TerminalJourney.script(new Gate("never")))) {
            CodexHome home = TerminalJourney.withPlainModel(subject.home("terminal", model.baseUrl()));
            try (ListeningServer server = ListeningServer.start(subject, home)) {
                CodexHome client = TerminalJourney.withPlainModel(CodexHome.create("terminal-client", model.baseUrl()));
                TerminalJourney journey = new TerminalJourney(client, server.address(), home.work());
                String thread = journey.first();
                journey.resume(thread);
                journey.pick();
            }
            assertThat(model.problems()).isEmpty();
            assertThat(model.repliesLeft()).isZero();
        }
    }
}
