package dev.parlance.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.ApprovalsReviewer;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.AskForApprovalGranular;
import dev.parlance.agent.protocol.Config;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.ReasoningEffort;
import dev.parlance.agent.protocol.ReasoningSummary;
import dev.parlance.agent.protocol.SandboxMode;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    private Settings settings(String toml) throws IOException {
        return new ConfigHome(folder).with(toml).configuration().settings();
    }

    @Test
    void nothingConfiguredIsTheDemoReadOnlyOnRequest() {
        Settings settings = new ConfigHome(folder).configuration().settings();
        assertThat(settings.model()).isEqualTo("demo");
        assertThat(settings.provider()).isEqualTo(ModelProviderInfo.demo());
        assertThat(settings.approvalPolicy()).isEqualTo(AskForApproval.Value.ON_REQUEST);
        assertThat(settings.approvalsReviewer()).isEqualTo(ApprovalsReviewer.USER);
        assertThat(settings.sandboxPolicy(settings.sandboxMode()))
                .isEqualTo(ReadOnlySandboxPolicy.builder().networkAccess(false).build());
        assertThat(settings.updatePlanEnabled()).isTrue();
        assertThat(settings.warnings()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everySettingIsRead() throws IOException {
        Settings settings = settings("""
                model = "m"
                review_model = "r"
                approval_policy = "never"
                approvals_reviewer = "guardian_subagent"
                sandbox_mode = "workspace-write"
                model_reasoning_effort = "high"
                model_reasoning_summary = "concise"
                model_context_window = 272000
                model_auto_compact_token_limit = 200000
                service_tier = "fast"
                instructions = "i"
                developer_instructions = "d"
                compact_prompt = "c"
                tools.update_plan.enabled = false
                [sandbox_workspace_write]
                writable_roots = ["/a/../b"]
                network_access = true
                """);
        assertThat(settings.model()).isEqualTo("m");
        assertThat(settings.reviewModel()).isEqualTo("r");
        assertThat(settings.approvalPolicy()).isEqualTo(AskForApproval.Value.NEVER);
        assertThat(settings.approvalsReviewer()).isEqualTo(ApprovalsReviewer.AUTO_REVIEW);
        assertThat(settings.sandboxMode()).isEqualTo(SandboxMode.WORKSPACE_WRITE);
        assertThat(settings.sandboxPolicy(settings.sandboxMode()))
                .isEqualTo(WorkspaceWriteSandboxPolicy.builder()
                        .writableRoots(List.of(new AbsolutePathBuf("/b")))
                        .networkAccess(true)
                        .excludeTmpdirEnvVar(false)
                        .excludeSlashTmp(false)
                        .build());
        assertThat(settings.reasoningEffort()).isEqualTo(new ReasoningEffort("high"));
        assertThat(settings.reasoningSummary()).isEqualTo(ReasoningSummary.CONCISE);
        assertThat(settings.contextWindow()).isEqualTo(272_000L);
        assertThat(settings.autoCompactTokenLimit()).isEqualTo(200_000L);
        assertThat(settings.serviceTier()).isEqualTo("fast");
        assertThat(settings.instructions()).isEqualTo("i");
        assertThat(settings.developerInstructions()).isEqualTo("d");
        assertThat(settings.compactPrompt()).isEqualTo("c");
        assertThat(settings.updatePlanEnabled()).isFalse();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void granularApprovalsAreTakenOver() throws IOException {
        assertThat(settings("[approval_policy.granular]\nsandbox_approval = true\nrules = true\n")
                        .approvalPolicy())
                .isEqualTo(new AskForApproval.Granular(AskForApprovalGranular.builder()
                        .sandboxApproval(true)
                        .rules(true)
                        .mcpElicitations(false)
                        .requestPermissions(false)
                        .skillApproval(false)
                        .build()));
    }

    @Test
    void aProviderIsReadWhole() throws IOException {
        Settings settings = settings("""
                model_provider = "p"
                [model_providers.p]
                name = "P"
                base_url = "http://127.0.0.1:1/v1"
                wire_api = "responses"
                env_key = "P_KEY"
                http_headers = { A = "geheim" }
                env_http_headers = { B = "B_VAR" }
                query_params = { v = "1" }
                request_max_retries = 0
                stream_max_retries = 1
                stream_idle_timeout_ms = 20
                requires_openai_auth = true
                supports_websockets = false
                """);
        ModelProviderInfo provider = settings.provider();
        assertThat(provider)
                .isEqualTo(new ModelProviderInfo(
                        "p",
                        "P",
                        "http://127.0.0.1:1/v1",
                        "P_KEY",
                        Map.of("A", "geheim"),
                        Map.of("B", "B_VAR"),
                        Map.of("v", "1"),
                        0,
                        1,
                        20,
                        true));
        assertThat(provider.toString()).contains("P_KEY").doesNotContain("geheim");
        assertThat(settings.providers().keySet()).containsExactly("demo", "openai", "p");
        assertThat(settings.isUserDefined("p")).isTrue();
        assertThat(settings.isUserDefined("openai")).isFalse();
    }

    @Test
    void openaiNeedsAModelAndASignIn() throws IOException {
        Settings settings = settings("model_provider = 'openai'");
        assertThat(settings.provider())
                .isEqualTo(new ModelProviderInfo(
                        "openai",
                        "OpenAI",
                        "https://api.openai.com/v1",
                        "OPENAI_API_KEY",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        4,
                        5,
                        300_000,
                        true));
        assertThatThrownBy(settings::model).isInstanceOf(ConfigException.class);
    }

    @Test
    void everyMemberOfTheProtocolsConfigurationIsKnown() {
        assertThat(ConfigSchema.names())
                .containsAll(Stream.of(Config.class.getRecordComponents())
                        .map(member -> member.getAccessor().getAnnotation(JsonProperty.class))
                        .filter(Objects::nonNull)
                        .map(JsonProperty::value)
                        .toList());
    }

    @Test
    void aProviderWithoutAddressCannotBeUsed() throws IOException {
        Settings settings = settings("[model_providers.p]\nname = 'P'\n");
        assertThatThrownBy(() -> settings.provider("p"))
                .hasMessage(folder.resolve("config.toml") + ":1:1: model_providers.p: base_url is missing");
    }
}
