package dev.parlance.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.golden.Approval;
import dev.parlance.golden.DemoBinding;
import dev.parlance.golden.DemoClient;
import dev.parlance.golden.DemoErrors;
import dev.parlance.golden.DemoMethods;
import dev.parlance.golden.DemoServer;
import dev.parlance.golden.Empty;
import dev.parlance.golden.Item;
import dev.parlance.golden.OpenBox;
import dev.parlance.golden.Policy;
import dev.parlance.golden.Reason;
import dev.parlance.golden.Sandbox;
import dev.parlance.golden.Start;
import dev.parlance.golden.TrialBox;
import dev.parlance.golden.v2.DemoThread;
import dev.parlance.rpc.Caller;
import dev.parlance.rpc.Direction;
import dev.parlance.rpc.Handlers;
import dev.parlance.rpc.Method;
import dev.parlance.rpc.RpcException;
import dev.parlance.rpc.Stability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Both interfaces, tied together by their handlers and proxies without a wire between them. */
final class GoldenBindingTest {
    @Test
    void callsReachTheImplementation() {
        List<String> log = new ArrayList<>();
        DemoServer server = DemoBinding.server(direct(DemoBinding.handlers(logging(log))));

        server.initialize(Empty.of()).join();
        server.initialized();
        server.thread().nameSet(DemoThread.of("1", 2L)).join();
        server.thread().nameSet().join();

        assertThat(log).containsExactly("initialize", "initialized", "name 1", "name null");
    }

    @Test
    void whatIsNotImplementedRefuses() {
        DemoServer server = DemoBinding.server(direct(DemoBinding.handlers(new DemoServer() {})));

        CompletionException refused = catchThrowableOfType(
                CompletionException.class, () -> server.thread().delete().join());

        assertThat(refused).hasCauseInstanceOf(RpcException.class);
        assertThat(((RpcException) refused.getCause()).code()).isEqualTo(-32601);
        assertThat(refused.getCause()).hasMessage("method not found: thread/delete");
    }

    @Test
    void clientsHearWhatTheyImplementAndWhatNobodyKnows() {
        List<Object> heard = new ArrayList<>();
        Handlers handlers = DemoBinding.handlers(new DemoClient() {
            @Override
            public void itemCompleted(Item item) {
                heard.add(item);
            }

            @Override
            public void unknownNotification(String method, Object params) {
                heard.add(method);
            }
        });
        DemoClient client = DemoBinding.client(direct(handlers));
        Item item = new Item.Unknown(Map.of("type", "new"));

        client.itemCompleted(item);
        client.tick();
        handlers.otherwise().notification("later/thing", null);

        assertThat(heard).containsExactly(item, "later/thing");
        assertThat(client.itemApprove(Policy.Value.NEVER)).isCompletedExceptionally();
    }

    @Test
    void theTableSaysWhatTheSchemaSays() {
        Method<?, ?> read = DemoMethods.find("thread/read");

        assertThat(read).isSameAs(DemoMethods.THREAD_READ);
        assertThat(List.of(read.direction(), read.isRequest(), read.scope(), read.scopeMember(), read.profile()))
                .containsExactly(Direction.CLIENT_TO_SERVER, true, "thread", "id", "core");
        assertThat(DemoMethods.THREAD_NAME_SET.paramsOptional()).isTrue();
        assertThat(DemoMethods.THREAD_NAME_SET.stability()).isEqualTo(Stability.EXPERIMENTAL);
        assertThat(DemoMethods.find("thread/unknown")).isNull();
        assertThat(DemoMethods.all())
                .extracting(Method::name)
                .containsExactly(
                        "initialize",
                        "initialized",
                        "item/approve",
                        "item/completed",
                        "thread/delete",
                        "thread/inject_items",
                        "thread/name/set",
                        "thread/read",
                        "thread/start",
                        "tick");
    }

    @Test
    void theTableListsWhatNeedsAnOptIn() {
        assertThat(DemoMethods.THREAD_START.experimentalMembers())
                .containsExactly(
                        "approval=granular",
                        "approval=guess",
                        "daybreak",
                        "dynamicTools",
                        "rawEvents",
                        "reason=new",
                        "sandbox=trialbox");
        assertThat(DemoMethods.all())
                .filteredOn(method -> !method.experimentalMembers().isEmpty())
                .containsExactly(DemoMethods.THREAD_START);
    }

    @Test
    void whatACallUsesIsFound() {
        Start plain = Start.builder()
                .model("m")
                .approval(Approval.Value.NEVER)
                .reason(Reason.of("old"))
                .sandbox(new Sandbox(OpenBox.of()))
                .build();

        assertThat(used(plain)).isNull();
        assertThat(used(plain.toBuilder().dynamicTools(List.of()).build())).isEqualTo("thread/start.dynamicTools");
        assertThat(used(plain.toBuilder().daybreak(true).build())).isEqualTo("thread/start.daybreak");
        assertThat(used(plain.toBuilder().clearDaybreak().build())).isEqualTo("thread/start.daybreak");
        assertThat(used(plain.toBuilder().rawEvents(false).build())).isNull();
        assertThat(used(plain.toBuilder().rawEvents(true).build())).isEqualTo("thread/start.rawEvents");
        assertThat(used(plain.toBuilder().reason(Reason.of("new")).build())).isEqualTo("reason.new");
        assertThat(used(plain.toBuilder().approval(Approval.Value.GUESS).build()))
                .isEqualTo("approval.guess");
        assertThat(used(plain.toBuilder()
                        .approval(new Approval.Granular(true))
                        .dynamicTools(List.of())
                        .build()))
                .isEqualTo("approval.granular");
        assertThat(used(plain.toBuilder().sandbox(new Sandbox(TrialBox.of())).build()))
                .isEqualTo("box.trialbox");
        assertThat(DemoMethods.experimentalUse(DemoMethods.THREAD_NAME_SET, null))
                .isEqualTo("thread/name/set");
        assertThat(DemoMethods.experimentalUse(DemoMethods.INITIALIZED, null)).isNull();
    }

    private static String used(Start params) {
        return DemoMethods.experimentalUse(DemoMethods.THREAD_START, params);
    }

    @Test
    void errorsHaveTheirCodes() {
        assertThat(DemoErrors.overloaded("busy").code())
                .isEqualTo(DemoErrors.OVERLOADED)
                .isEqualTo(-32001);
        assertThat(DemoErrors.overloaded("busy", Empty.of()).data()).isEqualTo(Empty.of());
        assertThat(DemoErrors.notLoaded("gone")).hasMessage("gone");
    }

    private static DemoServer logging(List<String> log) {
        return new DemoServer() {
            @Override
            public CompletableFuture<Empty> initialize(Empty params) {
                log.add("initialize");
                return CompletableFuture.completedFuture(params);
            }

            @Override
            public void initialized() {
                log.add("initialized");
            }

            @Override
            public ThreadRequests thread() {
                return new ThreadRequests() {
                    @Override
                    public CompletableFuture<Empty> nameSet(DemoThread params) {
                        log.add("name " + (params == null ? null : params.id()));
                        return CompletableFuture.completedFuture(Empty.of());
                    }
                };
            }
        };
    }

    /** A caller that hands everything to the other end's handlers. */
    private static Caller direct(Handlers handlers) {
        return new Caller() {
            @Override
            @SuppressWarnings("unchecked")
            public <P, R> CompletableFuture<R> request(Method<P, R> method, P params) {
                Handlers.Entry<P, R> entry =
                        (Handlers.Entry<P, R>) handlers.entries().get(method.name());
                return entry.function().apply(params);
            }

            @Override
            public <P> void notify(Method<P, Void> method, P params) {
                request(method, params).join();
            }
        };
    }
}
