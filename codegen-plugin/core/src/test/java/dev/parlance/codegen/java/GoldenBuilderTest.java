package dev.parlance.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.golden.Empty;
import dev.parlance.golden.Everything;
import dev.parlance.golden.Source;
import dev.parlance.golden.TextItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What emitted records promise to those who make them in Java. */
final class GoldenBuilderTest {
    @Test
    void onlyWhatWasSetIsWritten() {
        Everything value = Everything.builder()
                .id("1")
                .items(List.of())
                .timeout(5)
                .clearSha()
                .build();
        assertThat(TestMapper.JACKSON_2.write(value))
                .isEqualTo("{\"id\":\"1\",\"items\":[],\"parent\":null,\"timeout\":5,\"sha\":null}");
    }

    @Test
    void settingAMemberTakesItsNullBack() {
        Everything value = Everything.builder()
                .id("1")
                .items(List.of())
                .clearSha()
                .sha("a")
                .build();
        assertThat(value.sha()).isEqualTo("a");
        assertThat(value.shaCleared()).isFalse();
    }

    @Test
    void everythingMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> Everything.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Everything needs [id, items]; set them before build()");
    }

    @Test
    void declaredMembersAreNotAddedAsOthers() {
        assertThatThrownBy(() -> TextItem.builder().more("type", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the member type is declared and has a method of its own");
        assertThatThrownBy(() -> new TextItem("1", "", true, Map.of("text", "twice")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TestMapper.JACKSON_2.write(TextItem.builder()
                        .id("1")
                        .text("")
                        .isDone(true)
                        .more("own", 1)
                        .build()))
                .isEqualTo("{\"type\":\"textitem\",\"id\":\"1\",\"text\":\"\",\"isDone\":true,\"own\":1}");
    }

    @Test
    void exactlyOneChoiceIsGiven() {
        assertThat(Source.builder().url("u").build().url()).isEqualTo("u");
        assertThatThrownBy(() -> Source.builder().build())
                .hasMessage("Source needs exactly one of [[url], [fileId]] but has 0 of them");
        assertThatThrownBy(() -> Source.builder().url("u").fileId("f").build())
                .hasMessage("Source needs exactly one of [[url], [fileId]] but has 2 of them");
    }

    @Test
    void valuesDoNotChangeWithWhatTheyWereMadeOf() {
        List<String> holes = new ArrayList<>(List.of("a"));
        Everything value =
                Everything.builder().id("1").items(List.of()).holes(holes).build();
        holes.add("b");
        assertThat(value.holes()).containsExactly("a");
        assertThatThrownBy(() -> value.holes().add("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Empty.of()).isEqualTo(Empty.builder().build());
    }
}
