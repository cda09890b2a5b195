package dev.parlance.codex.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codex.CodexHome;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.ScriptedModel;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real terminal client on both servers, in a terminal, as a user sees it; the suite's tap listens in and judges. */
class TerminalClientTest {
    @ParameterizedTest
    @EnumSource(Subject.class)
    void aUserTalksApprovesRefusesInterruptsAndComesBack(Subject subject) throws Exception {
        TerminalScreen.requirePrograms();
        try (ScriptedModel model = ScriptedModel.start(TerminalJourney.script(new Gate("never")))) {
            CodexHome home = TerminalJourney.withPlainModel(subject.home("terminal", model.baseUrl()));
            Path report = home.home().resolveSibling("tap");
            try (ListeningServer server = ListeningServer.start(subject, home);
                    Tap tap = Tap.before(server, subject, report)) {
                CodexHome client = TerminalJourney.withPlainModel(CodexHome.create("terminal-client", model.baseUrl()));
                TerminalJourney journey = new TerminalJourney(client, tap.address(), home.work());
                String thread = journey.first();
                journey.resume(thread);
                journey.pick();
                assertThat(tap.verdict()).startsWith("0\n").contains("kept");
            }
            assertThat(model.problems()).isEmpty();
            assertThat(model.repliesLeft()).isZero();
        }
    }
}
