package dev.parlance.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.GitInfo;
import dev.parlance.agent.protocol.IdleThreadStatus;
import dev.parlance.agent.protocol.NotLoadedThreadStatus;
import dev.parlance.agent.protocol.ReasoningEffort;
import dev.parlance.agent.protocol.SessionSource;
import dev.parlance.agent.protocol.SortDirection;
import dev.parlance.agent.protocol.ThreadHistoryMode;
import dev.parlance.agent.protocol.ThreadListCwdFilter;
import dev.parlance.agent.protocol.ThreadListParams;
import dev.parlance.agent.protocol.ThreadListResponse;
import dev.parlance.agent.protocol.ThreadLoadedListParams;
import dev.parlance.agent.protocol.ThreadLoadedListResponse;
import dev.parlance.agent.protocol.ThreadSortKey;
import dev.parlance.agent.protocol.ThreadSource;
import dev.parlance.agent.protocol.ThreadSourceKind;
import dev.parlance.rpc.RpcException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThreadListHistoryTest extends HistoryFixture {
    private static ThreadListParams.Builder params() {
        return ThreadListParams.builder();
    }

    private static List<String> ids(ThreadListResponse response) {
        return response.data().stream().map(AgentThread::id).toList();
    }

    @Test
    void aThreadShowsWhatIsStoredInSecondsAndWithoutExperimentalMembers() {
        create(thread(1, 61_999).toBuilder()
                .name("n")
                .preview("p")
                .model("m")
                .reasoningEffort("low")
                .originator("o")
                .threadSource("label")
                .gitBranch("main")
                .build());

        assertThat(history.list(params().build()).data())
                .containsExactly(AgentThread.builder()
                        .id(id(1))
                        .sessionId(id(1))
                        .preview("p")
                        .ephemeral(false)
                        .historyMode(ThreadHistoryMode.PAGINATED)
                        .modelProvider("demo")
                        .model("m")
                        .reasoningEffort(ReasoningEffort.of("low"))
                        .createdAt(61L)
                        .updatedAt(61L)
                        .recencyAt(61L)
                        .status(NotLoadedThreadStatus.builder().build())
                        .cwd(AbsolutePathBuf.of("/w"))
                        .cliVersion("1.0")
                        .originator("o")
                        .source(SessionSource.Value.VSCODE)
                        .threadSource(ThreadSource.of("label"))
                        .gitInfo(GitInfo.builder().branch("main").build())
                        .name("n")
                        .turns(List.of())
                        .build());
    }

    @Test
    void loadedThreadsShowTheirLiveStatus() {
        create(thread(1, 1));
        create(thread(2, 2));
        loaded.threads.put(
                id(2), ThreadViews.of(thread(2, 2), IdleThreadStatus.builder().build()));

        assertThat(history.list(params().build()).data().stream()
                        .map(t -> t.status().type()))
                .containsExactly("idle", "notLoaded");
    }

    @Test
    void walkingEitherWayGivesEachThreadOnceAndBackwardGivesWhatForwardGave() {
        Random random = new Random(3);
        for (int i = 0; i < 23; i++) {
            create(thread(i, random.nextInt(4)));
        }
        List<String> newest = ids(history.list(params().limit(1_000_000L).build()));
        assertThat(newest).hasSize(23).doesNotHaveDuplicates();
        List<String> oldest = new ArrayList<>(newest);
        Collections.reverse(oldest);
        for (long limit = 0; limit <= 24; limit++) {
            List<ThreadListResponse> pages = walk(limit);
            assertThat(pages.stream().flatMap(page -> ids(page).stream())).isEqualTo(newest);
            ThreadListResponse back =
                    history.list(params().cursor(pages.get(pages.size() - 1).backwardsCursor())
                            .sortDirection(SortDirection.ASC)
                            .limit(1000L)
                            .build());
            String first = ids(pages.get(pages.size() - 1)).get(0);
            assertThat(ids(back)).isEqualTo(oldest.subList(oldest.indexOf(first), oldest.size()));
        }
    }

    private List<ThreadListResponse> walk(long limit) {
        List<ThreadListResponse> pages = new ArrayList<>();
        String cursor = null;
        do {
            ThreadListResponse page =
                    history.list(params().limit(limit).cursor(cursor).build());
            assertThat(page.data()).hasSizeLessThanOrEqualTo((int) Math.max(1, limit));
            pages.add(page);
            assertThat(pages).hasSizeLessThan(30);
            cursor = page.nextCursor();
        } while (cursor != null);
        return pages;
    }

    @Test
    void threadsMadeDuringAWalkNeitherRepeatNorHideOlderOnes() {
        for (int i = 0; i < 6; i++) {
            create(thread(i, i));
        }
        ThreadListResponse first = history.list(params().limit(2L).build());
        create(thread(10, 100));

        ThreadListResponse rest =
                history.list(params().cursor(first.nextCursor()).build());

        assertThat(ids(first)).containsExactly(id(5), id(4));
        assertThat(ids(rest)).containsExactly(id(3), id(2), id(1), id(0));
    }

    @Test
    void brokenAndForeignCursorsAreRefused() {
        create(thread(1, 1_000));
        create(thread(2, 2_000));
        String cursor = history.list(params().limit(1L).build()).nextCursor();
        assertThat(cursor).startsWith("1970-01-01T00:00:02Z|" + id(2) + "|n");
        List<ThreadListParams> refused = List.of(
                params().cursor("garbage").build(),
                params().cursor("").build(),
                params().cursor(cursor + "0").build(),
                params().cursor(cursor.replace("02Z", "03Z")).build(),
                params().cursor(cursor).sortKey(ThreadSortKey.UPDATED_AT).build(),
                params().cursor(cursor).archived(true).build(),
                params().cursor(cursor).cwd(ThreadListCwdFilter.of("/w")).build(),
                params().cursor(cursor).searchTerm("x").build());

        for (ThreadListParams params : refused) {
            assertThatThrownBy(() -> history.list(params))
                    .isInstanceOf(RpcException.class)
                    .hasMessage("invalid cursor: " + params.cursor());
        }
        assertThat(ids(history.list(params().cursor(cursor)
                        .excludedThreadIds(List.of(id(1)))
                        .build())))
                .isEmpty();
    }

    @Test
    void filtersAreThoseOfTheProtocol() {
        create(thread(1, 1).toBuilder().cwd("/a").preview("Tea").build());
        create(thread(2, 2).toBuilder().cwd("/b").name("tea").build());
        create(thread(3, 3).toBuilder().source("exec").modelProvider("q").build());
        create(thread(4, 4).toBuilder().archived(true).build());

        assertThat(ids(history.list(params().build()))).containsExactly(id(2), id(1));
        assertThat(ids(history.list(params().archived(true).build()))).containsExactly(id(4));
        assertThat(ids(history.list(params().searchTerm("tea").build()))).containsExactly(id(2));
        assertThat(ids(history.list(params().cwd(ThreadListCwdFilter.of("/a")).build())))
                .containsExactly(id(1));
        assertThat(ids(history.list(params().cwd(ThreadListCwdFilter.of(List.of("/a", "/b")))
                        .build())))
                .containsExactly(id(2), id(1));
        assertThat(ids(history.list(
                        params().sourceKinds(List.of(ThreadSourceKind.EXEC)).build())))
                .containsExactly(id(3));
        assertThat(ids(history.list(params().modelProviders(List.of("q"))
                        .sourceKinds(List.of())
                        .build())))
                .isEmpty();
        assertThat(ids(history.list(params().modelProviders(List.of()).build())))
                .containsExactly(id(2), id(1));
        assertThat(ids(history.list(params().excludedThreadIds(List.of(id(2))).build())))
                .containsExactly(id(1));
        assertThat(history.list(params().sectionId("s").build()))
                .isEqualTo(ThreadListResponse.builder().data(List.of()).build());
    }

    @Test
    void whatIsNotServedIsRefused() {
        assertThatThrownBy(() -> history.list(params().originators(List.of("x")).build()))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(-32602))
                .hasMessage("originator filtering is not supported by the local app-server");
        assertThatThrownBy(() -> history.list(
                        params().sortKey(ThreadSortKey.SECTION_POSITION).build()))
                .hasMessage("section-position sorting requires a section filter");
        assertThatThrownBy(() -> history.list(params().excludedThreadIds(Collections.nCopies(101, "x"))
                        .build()))
                .hasMessage("excludedThreadIds takes at most 100 ids");
    }

    @Test
    void loadedThreadsAreListedByIdAndPaged() {
        for (int i = 3; i > 0; i--) {
            loaded.threads.put(
                    id(i),
                    ThreadViews.of(thread(i, 1), IdleThreadStatus.builder().build()));
        }

        ThreadLoadedListResponse all =
                history.loaded(ThreadLoadedListParams.builder().build());
        ThreadLoadedListResponse first =
                history.loaded(ThreadLoadedListParams.builder().limit(0L).build());

        assertThat(all)
                .isEqualTo(ThreadLoadedListResponse.builder()
                        .data(List.of(id(1), id(2), id(3)))
                        .build());
        assertThat(first)
                .isEqualTo(ThreadLoadedListResponse.builder()
                        .data(List.of(id(1)))
                        .nextCursor(id(1))
                        .build());
        assertThat(history.loaded(ThreadLoadedListParams.builder().cursor(id(1)).build())
                        .data())
                .containsExactly(id(2), id(3));
    }
}
