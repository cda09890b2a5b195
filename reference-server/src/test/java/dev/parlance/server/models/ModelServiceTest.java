package dev.parlance.server.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.agent.protocol.CustomGatewayProviderSettings;
import dev.parlance.agent.protocol.EnvironmentVariableGatewayAuth;
import dev.parlance.agent.protocol.ExternallyConfiguredGatewayAuth;
import dev.parlance.agent.protocol.GatewayAuth;
import dev.parlance.agent.protocol.InputModality;
import dev.parlance.agent.protocol.Model;
import dev.parlance.agent.protocol.ModelListParams;
import dev.parlance.agent.protocol.ModelListResponse;
import dev.parlance.agent.protocol.ModelProviderCapabilitiesReadParams;
import dev.parlance.agent.protocol.ModelProviderCapabilitiesReadResponse;
import dev.parlance.agent.protocol.ModelProviderListParams;
import dev.parlance.agent.protocol.ModelProviderListResponse;
import dev.parlance.agent.protocol.ModelProviderSummary;
import dev.parlance.agent.protocol.NoneGatewayAuth;
import dev.parlance.agent.protocol.OpenaiProviderSettings;
import dev.parlance.agent.protocol.ReasoningEffort;
import dev.parlance.agent.protocol.ReasoningEffortOption;
import dev.parlance.rpc.RpcException;
import dev.parlance.server.config.ConfigHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelServiceTest {
    private static final String PROVIDERS = """
            model = "m1"
            review_model = "m2"
            model_provider = "p"
            [model_providers.p]
            name = "P"
            base_url = "http://127.0.0.1:1/v1"
            env_key = "P_KEY"
            [model_providers.q]
            name = "Q"
            base_url = "http://u:geheim@h/v1"
            query_params = { key = "geheim" }
            """;

    @TempDir
    private Path folder;

    private ModelService service(String... flags) {
        return new ModelService(new ConfigHome(folder).configuration(flags));
    }

    private static ModelListResponse list(ModelService service, ModelListParams.Builder params) {
        return service.list(params.build()).join();
    }

    private static ModelListParams.Builder all() {
        return ModelListParams.builder();
    }

    @Test
    void withoutConfigurationThereIsTheDemo() {
        ReasoningEffort none = new ReasoningEffort("none");
        assertThat(list(service(), all()))
                .isEqualTo(ModelListResponse.builder()
                        .data(List.of(Model.builder()
                                .id("demo")
                                .model("demo")
                                .displayName("demo")
                                .description("Answers from a script, offline and always the same.")
                                .hidden(false)
                                .isDefault(true)
                                .defaultReasoningEffort(none)
                                .supportedReasoningEfforts(List.of(ReasoningEffortOption.of("Answers at once.", none)))
                                .inputModalities(List.of(InputModality.TEXT))
                                .build()))
                        .build());
    }

    @Test
    void theConfiguredModelsAreListedDefaultFirst() throws IOException {
        new ConfigHome(folder).with(PROVIDERS);
        List<Model> models =
                list(service("model_reasoning_effort=xhigh"), all()).data();
        assertThat(models.stream().map(model -> model.id() + " " + model.isDefault()))
                .containsExactly("m1 true", "m2 false");
        assertThat(models.get(0).defaultReasoningEffort()).isEqualTo(new ReasoningEffort("xhigh"));
        assertThat(models.get(0).supportedReasoningEfforts().stream()
                        .map(option -> option.reasoningEffort().value()))
                .containsExactly("low", "medium", "high", "xhigh");
        assertThat(list(service(), all().modelProvider("demo")).data().stream().map(Model::id))
                .containsExactly("m1", "m2", "demo");
    }

    @Test
    void walkingPagesGivesEachModelOnce() throws IOException {
        new ConfigHome(folder).with(PROVIDERS);
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            ModelListResponse page = list(service(), all().limit(0L).cursor(cursor));
            assertThat(page.data()).hasSize(1);
            walked.add(page.data().get(0).id());
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(walked).containsExactly("m1", "m2");
        assertThat(list(service(), all().cursor("2")))
                .isEqualTo(ModelListResponse.builder().data(List.of()).build());
    }

    @ParameterizedTest
    @CsvSource({
        "garbage, invalid cursor: garbage",
        "-1, invalid cursor: -1",
        "99999999999999999999, invalid cursor: 99999999999999999999",
        "\u0661, invalid cursor: \u0661",
        "9999, cursor 9999 exceeds total models 1"
    })
    void foreignCursorsAreRefused(String cursor, String message) {
        RpcException error = catchThrowableOfType(RpcException.class, () -> list(service(), all().cursor(cursor)));
        assertThat(error).hasMessage(message);
        assertThat(error.code()).isEqualTo(-32600);
    }

    @Test
    void anUnknownProviderIsRefusedWithItsName() {
        RpcException error = catchThrowableOfType(RpcException.class, () -> list(service(), all().modelProvider("zz")));
        assertThat(error).hasMessage("the model provider `zz` is not configured");
        assertThat(error.data()).isEqualTo(Map.of("type", "modelProviderNotConfigured", "modelProvider", "zz"));
    }

    @Test
    void aProviderWithoutModelSaysWhatToDo() {
        assertThat(catchThrowableOfType(RpcException.class, () -> list(service("model_provider=openai"), all())))
                .hasMessage("failed to load configuration: no model is set for the model provider `openai`; add a line"
                        + " such as model = \"name\" to config.toml");
    }

    @Test
    void providersAreListedWithoutSecrets() throws IOException {
        new ConfigHome(folder).with(PROVIDERS);
        ModelProviderListResponse response =
                service().list(ModelProviderListParams.builder().build()).join();
        assertThat(response)
                .isEqualTo(ModelProviderListResponse.builder()
                        .canChangeDefault(true)
                        .defaultProviderId("p")
                        .data(List.of(
                                gateway("demo", "Demo", NoneGatewayAuth.of())
                                        .canEdit(false)
                                        .build(),
                                gateway("openai", "OpenAI", NoneGatewayAuth.of())
                                        .canEdit(false)
                                        .settings(OpenaiProviderSettings.of())
                                        .build(),
                                gateway("p", "P", EnvironmentVariableGatewayAuth.of("P_KEY"))
                                        .baseUrl("http://127.0.0.1:1/v1")
                                        .build(),
                                gateway(
                                                "q",
                                                "Q",
                                                ExternallyConfiguredGatewayAuth.builder()
                                                        .build())
                                        .build()))
                        .build());
        assertThat(response.toString()).doesNotContain("geheim");
    }

    private static ModelProviderSummary.Builder gateway(String id, String name, GatewayAuth auth) {
        return ModelProviderSummary.builder()
                .id(id)
                .name(name)
                .canEdit(true)
                .settings(CustomGatewayProviderSettings.of(auth));
    }

    @Test
    void neitherPicturesNorSearchAreOffered() {
        assertThat(service()
                        .capabilitiesRead(
                                ModelProviderCapabilitiesReadParams.builder().build())
                        .join())
                .isEqualTo(ModelProviderCapabilitiesReadResponse.of(false, false));
    }

    @Test
    void aBrokenConfigurationIsAnError() throws IOException {
        new ConfigHome(folder).with("model = ");
        String place = folder.resolve("config.toml") + ":1:9: Unexpected end of input, expected a value";
        assertThat(catchThrowableOfType(RpcException.class, () -> list(service(), all())))
                .hasMessage("failed to load configuration: " + place);
        assertThat(catchThrowableOfType(
                        RpcException.class,
                        () -> service().list(ModelProviderListParams.builder().build())))
                .hasMessage("failed to read providers: " + place);
    }
}
