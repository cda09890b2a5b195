package dev.parlance.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.golden.Everything;
import dev.parlance.golden.MemberRules;
import dev.parlance.golden.Source;
import dev.parlance.golden.Start;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the schema says of members and reading lets pass. */
final class GoldenMemberRulesTest {
    @Test
    void whatMayBeLeftOutButNotBeNullIsListed() {
        MemberRules rules = Start.class.getAnnotation(MemberRules.class);

        assertThat(rules.notNull()).containsExactly("rawEvents");
        assertThat(rules.oneOf()).isEmpty();
        assertThat(Everything.class.getAnnotation(MemberRules.class)).isNull();
    }

    @Test
    void groupsThatExcludeEachOtherAreListed() {
        MemberRules rules = Source.class.getAnnotation(MemberRules.class);

        assertThat(Arrays.stream(rules.oneOf()).map(group -> List.of(group.value())))
                .containsExactly(List.of("url"), List.of("fileId"));
        assertThat(rules.notNull()).isEmpty();
    }
}
