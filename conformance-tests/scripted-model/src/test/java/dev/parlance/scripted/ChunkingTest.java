package dev.parlance.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkingTest {
    private static final String TEXT = " a  bé😀 ";

    @Test
    void wordsKeepTheirBlanks() {
        assertThat(Chunking.WORDS.cut(TEXT)).containsExactly(" ", "a ", " ", "bé😀 ");
    }

    @Test
    void charactersNeverSplitASurrogatePair() {
        assertThat(Chunking.CHARACTERS.cut(TEXT)).containsExactly(" ", "a", " ", " ", "b", "é", "😀", " ");
    }

    @Test
    void wholeIsOneChunkAndNothingIsNone() {
        assertThat(Chunking.WHOLE.cut(TEXT)).containsExactly(TEXT);
        assertThat(Chunking.WORDS.cut("")).isEmpty();
        assertThat(Chunking.WHOLE.cut("")).isEmpty();
    }
}
